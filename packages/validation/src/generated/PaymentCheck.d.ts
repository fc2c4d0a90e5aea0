import type { Validator } from '../validator.ts';
import type { PaymentCheck } from './types.ts';

export declare const isPaymentCheck: Validator<PaymentCheck>;
