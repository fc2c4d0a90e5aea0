import type { Validator } from '../validator.ts';
import type { OrderCreatedEvent } from './types.ts';

export declare const isOrderCreatedEvent: Validator<OrderCreatedEvent>;
