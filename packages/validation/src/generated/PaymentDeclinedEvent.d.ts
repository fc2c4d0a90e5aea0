import type { Validator } from '../validator.ts';
import type { PaymentDeclinedEvent } from './types.ts';

export declare const isPaymentDeclinedEvent: Validator<PaymentDeclinedEvent>;
