import type { Validator } from '../validator.ts';
import type { OrderConfirmedEvent } from './types.ts';

export declare const isOrderConfirmedEvent: Validator<OrderConfirmedEvent>;
