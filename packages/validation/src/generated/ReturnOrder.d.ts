import type { Validator } from '../validator.ts';
import type { ReturnOrder } from './types.ts';

export declare const isReturnOrder: Validator<ReturnOrder>;
