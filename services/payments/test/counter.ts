import { Provider } from '@orderflow/provider/provider';
import { type ProviderServer, startProvider } from '@orderflow/provider/server';
import type Stripe from 'stripe';
import type { PaymentProvider } from '../src/lib/provider.ts';
import { stripeClient } from '../src/lib/stripeClient.ts';
import { stripeProvider } from '../src/lib/stripeProvider.ts';

const API_KEY = 'sk_test_counter';
const WEBHOOK_SECRET = 'whsec_counter';

export interface Counter {
  /** The adapter under test, with Stripe's own client. */
  port: PaymentProvider;
  /** The same, with time to answer on a busy machine. */
  patient: PaymentProvider;
  /** The simulated provider that it talks to. */
  provider: Provider;
  stripe: Stripe;
  /** Webhooks that went out. */
  webhooks: { payload: string; signature: string }[];
  close(): Promise<void>;
}

/** Starts a simulated provider, with clients for it. */
export async function openCounter({ now = Date.now, timeoutMs = 2_000 } = {}): Promise<Counter> {
  const webhooks: Counter['webhooks'] = [];
  const provider = new Provider({
    apiKey: API_KEY,
    webhookSecrets: [WEBHOOK_SECRET],
    now,
    post: async (payload, signature) => {
      webhooks.push({ payload, signature });
      return 200;
    },
  });
  const server: ProviderServer = await startProvider(provider, 0);
  const url = `http://127.0.0.1:${server.port}`;
  const stripe = stripeClient(API_KEY, url, timeoutMs);
  const port = stripeProvider(async () => stripe);
  const patient = stripeProvider(async () => stripeClient(API_KEY, url, 10_000));
  return { port, patient, provider, stripe, webhooks, close: () => server.close() };
}
