import type { Validator } from '../validator.ts';
import type { PaymentAuthorizedEvent } from './types.ts';

export declare const isPaymentAuthorizedEvent: Validator<PaymentAuthorizedEvent>;
