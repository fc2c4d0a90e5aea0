import type { Validator } from '../validator.ts';
import type { OrderRejectedEvent } from './types.ts';

export declare const isOrderRejectedEvent: Validator<OrderRejectedEvent>;
