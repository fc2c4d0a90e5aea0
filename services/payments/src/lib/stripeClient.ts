import Stripe from 'stripe';

/** What the adapter speaks, whatever the account's own version is: an upgrade is a change of this line and its tests. */
const API_VERSION = '2026-10-28.endive';

/**
 * One client for a function's life. A call without an answer is repeated once by Stripe's own rules (`Stripe-Should-Retry`,
 * 409, 5xx), under the same key; then its message or request goes on.
 *
 * @param url `https://api.stripe.com`, or where somebody plays it
 */
export function stripeClient(apiKey: string, url: string, timeoutMs: number): Stripe {
  const { protocol, hostname, port } = new URL(url);
  return new Stripe(apiKey, {
    apiVersion: API_VERSION,
    protocol: protocol === 'http:' ? 'http' : 'https',
    host: hostname,
    port: port || (protocol === 'http:' ? 80 : 443),
    maxNetworkRetries: 1,
    timeout: timeoutMs,
    telemetry: false,
    appInfo: { name: 'orderflow' },
  });
}
