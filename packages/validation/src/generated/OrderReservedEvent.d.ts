import type { Validator } from '../validator.ts';
import type { OrderReservedEvent } from './types.ts';

export declare const isOrderReservedEvent: Validator<OrderReservedEvent>;
