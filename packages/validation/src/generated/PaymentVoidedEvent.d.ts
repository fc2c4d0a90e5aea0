import type { Validator } from '../validator.ts';
import type { PaymentVoidedEvent } from './types.ts';

export declare const isPaymentVoidedEvent: Validator<PaymentVoidedEvent>;
