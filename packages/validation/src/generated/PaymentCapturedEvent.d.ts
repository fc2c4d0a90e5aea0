import type { Validator } from '../validator.ts';
import type { PaymentCapturedEvent } from './types.ts';

export declare const isPaymentCapturedEvent: Validator<PaymentCapturedEvent>;
