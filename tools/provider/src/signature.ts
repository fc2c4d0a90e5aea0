import { createHmac } from 'node:crypto';

/**
 * The header `Stripe-Signature`: one `v1` for each secret; there are several while one is being replaced.
 *
 * @param at seconds since 1970
 * @see https://docs.stripe.com/webhooks#verify-manually
 */
export function signatureHeader(payload: string, secrets: readonly string[], at: number): string {
  const signed = secrets.map(
    (secret) => `v1=${createHmac('sha256', secret).update(`${at}.${payload}`).digest('hex')}`,
  );
  return [`t=${at}`, ...signed].join(',');
}
