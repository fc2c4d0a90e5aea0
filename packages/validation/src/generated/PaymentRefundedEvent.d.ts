import type { Validator } from '../validator.ts';
import type { PaymentRefundedEvent } from './types.ts';

export declare const isPaymentRefundedEvent: Validator<PaymentRefundedEvent>;
