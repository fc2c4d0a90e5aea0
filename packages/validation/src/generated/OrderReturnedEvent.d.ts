import type { Validator } from '../validator.ts';
import type { OrderReturnedEvent } from './types.ts';

export declare const isOrderReturnedEvent: Validator<OrderReturnedEvent>;
