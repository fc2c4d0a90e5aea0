import type { Validator } from '../validator.ts';
import type { OrderCancelledEvent } from './types.ts';

export declare const isOrderCancelledEvent: Validator<OrderCancelledEvent>;
