import { LaterError } from '@orderflow/domain';
import type { Seen, SeenRefund } from '../models/seen.ts';

/** What is paid, in minor units of the currency. */
export interface Charge {
  orderId: string;
  currency: string;
  amount: number;
}

/**
 * The payment provider, which moves the money. Every call that changes something has a key: calls with the same key are
 * one call, however often it is made. A call returns what the provider knows after it, even if that is not what was
 * asked for.
 *
 * @throws ProviderUnavailableError, ProviderUnsureError, ProviderRefusedError
 */
export interface PaymentProvider {
  /** Makes the object on which the money will move. */
  open(charge: Charge, key: string): Promise<Seen>;
  /** Authorises the whole amount on a means of payment. */
  confirm(intent: string, charge: Charge & { method: string }, key: string): Promise<Seen>;
  capture(intent: string, charge: Charge, key: string): Promise<Seen>;
  /** Releases what is held, or could still be held. */
  cancel(intent: string, charge: Charge, key: string): Promise<Seen>;
  refund(intent: string, charge: Charge & { refundId: string }, key: string): Promise<SeenRefund>;
  /** The state of the money, refunds included. */
  ask(intent: string, charge: Charge): Promise<Required<Omit<Seen, 'failure'>> & Pick<Seen, 'failure'>>;
}

/** No answer, or one that asks to retry: the same call, under the same key, may succeed later. */
export class ProviderUnavailableError extends LaterError {
  override readonly name = 'ProviderUnavailableError';
}

/** The provider failed, perhaps after the effect, and keeps this answer for the key. Ask first, then use another key. */
export class ProviderUnsureError extends LaterError {
  override readonly name = 'ProviderUnsureError';
}

/** The provider will never do this. */
export class ProviderRefusedError extends Error {
  override readonly name = 'ProviderRefusedError';
  /** The provider's code for the reason. */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
