import { env } from '@orderflow/lambda';
import type Stripe from 'stripe';
import type { PaymentProvider } from './provider.ts';
import { providerSecret } from './secrets.ts';
import { stripeClient } from './stripeClient.ts';
import { stripeProvider } from './stripeProvider.ts';

let client: { apiKey: string; stripe: Stripe } | undefined;

/** The provider of this stage, with the current API key. */
export const provider: PaymentProvider = stripeProvider(async () => {
  const { apiKey } = await providerSecret();
  if (client?.apiKey !== apiKey) {
    const timeoutMs = Number(env('PROVIDER_TIMEOUT_MS'));
    client = { apiKey, stripe: stripeClient(apiKey, env('PROVIDER_URL'), timeoutMs) };
  }
  return client.stripe;
});
