import type { Validator } from '../validator.ts';
import type { OrderShippedEvent } from './types.ts';

export declare const isOrderShippedEvent: Validator<OrderShippedEvent>;
