import type { Validator } from '../validator.ts';
import type { OrderRow } from './types.ts';

export declare const isOrderRow: Validator<OrderRow>;
