import { LaterError } from '@orderflow/domain';
import type { Seen, SeenRefund } from '../models/seen.ts';

/** What is paid, in minor units of the currency. */
export interface Charge {
  orderId: string;
  currency: string;
  amount: number;
}

/**
 * Who moves the money. Every call that changes something has a key: the same key is the same call, however often it is
 * made. A call answers with what the provider knows after it, also where that is not what was asked for.
 *
 * @throws ProviderUnavailableError, ProviderUnsureError, ProviderRefusedError
 */
export interface PaymentProvider {
  /** Makes the object that the money is going to move on. */
  open(charge: Charge, key: string): Promise<Seen>;
  /** Authorises the whole amount on a means of payment. */
  confirm(intent: string, charge: Charge & { method: string }, key: string): Promise<Seen>;
  capture(intent: string, charge: Charge, key: string): Promise<Seen>;
  /** Lets go what is held, or what could still be. */
  cancel(intent: string, charge: Charge, key: string): Promise<Seen>;
  refund(intent: string, charge: Charge & { refundId: string }, key: string): Promise<SeenRefund>;
  /** What became of the money, refunds included. */
  ask(intent: string, charge: Charge): Promise<Required<Omit<Seen, 'failure'>> & Pick<Seen, 'failure'>>;
}

/** No answer, or one that says to come again: the same call, under the same key, may go well later. */
export class ProviderUnavailableError extends LaterError {
  override readonly name = 'ProviderUnavailableError';
}

/** The provider failed, perhaps after the effect, and keeps this answer for the key: ask first, then take another key. */
export class ProviderUnsureError extends LaterError {
  override readonly name = 'ProviderUnsureError';
}

/** The provider will never do this. */
export class ProviderRefusedError extends Error {
  override readonly name = 'ProviderRefusedError';
  /** The provider's word for why. */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
