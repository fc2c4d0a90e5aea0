import type { Validator } from '../validator.ts';
import type { OrderDeliveredEvent } from './types.ts';

export declare const isOrderDeliveredEvent: Validator<OrderDeliveredEvent>;
