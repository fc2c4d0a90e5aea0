/**
 * Currencies in which Stripe's smallest unit is not the minor unit of ISO 4217: so many of Stripe's units make one of
 * ours.
 *
 * @see https://docs.stripe.com/currencies#special-cases
 */
const PER_MINOR_UNIT: Record<string, number> = { ISK: 100, UGX: 100 };

/** Currencies whose minor unit Stripe cannot express: it counts whole ariary. */
export const UNSUPPORTED: ReadonlySet<string> = new Set(['MGA', 'MRU']);

export const toStripe = (amount: number, currency: string): number =>
  amount * (PER_MINOR_UNIT[currency] ?? 1);

export const fromStripe = (amount: number, currency: string): number =>
  Math.round(amount / (PER_MINOR_UNIT[currency] ?? 1));
