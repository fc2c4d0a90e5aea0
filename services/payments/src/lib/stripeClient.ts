import Stripe from 'stripe';

/** The API version of the adapter, whatever the account's own version is. An upgrade changes this line and its tests. */
const API_VERSION = '2026-10-28.endive';

/**
 * One client for a function's life. A call without an answer is repeated once by Stripe's own rules
 * (`Stripe-Should-Retry`, 409, 5xx), under the same key. After that, its message comes again, or its request is
 * answered without it.
 *
 * @param url `https://api.stripe.com`, or the URL of a simulated one
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
