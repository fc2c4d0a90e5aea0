import { openState } from './journal.ts';
import { Provider } from './provider.ts';
import { startProvider } from './server.ts';

const {
  PROVIDER_PORT: port,
  PROVIDER_JOURNAL: file = '',
  PROVIDER_WEBHOOK_URL: webhookUrl = '',
  PROVIDER_API_KEY: apiKey = '',
  PROVIDER_WEBHOOK_SECRET: secret = '',
} = process.env;

const provider = new Provider({
  apiKey,
  webhookSecrets: [secret],
  state: openState(file),
  post: async (payload, signature) => {
    const response = await fetch(webhookUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': signature },
      body: payload,
      signal: AbortSignal.timeout(10_000),
    });
    await response.body?.cancel();
    return response.status;
  },
});
const server = await startProvider(provider, Number(port));
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => server.close().finally(() => process.exit()));
}
