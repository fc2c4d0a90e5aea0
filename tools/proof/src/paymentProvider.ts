import { documented } from '@orderflow/docs/documented';
import { Provider } from '@orderflow/provider/provider';
import { type ProviderServer, startProvider } from '@orderflow/provider/server';
import { aws } from './command.ts';

const API_KEY = 'sk_test_proof';
const WEBHOOK_SECRET = 'whsec_proof';

/** Emulates the payment provider at `url`; its webhooks go to the stage's address. */
export function startPaymentProvider(url: string, stageUrl: string): Promise<ProviderServer> {
  const provider = new Provider({
    apiKey: API_KEY,
    webhookSecrets: [WEBHOOK_SECRET],
    post: async (body, signature) => {
      const headers = { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': signature };
      const { status } = await fetch(`${stageUrl}/payments/webhook`, { method: 'POST', headers, body });
      return status;
    },
  });
  return startProvider(provider, Number(new URL(url).port));
}

/** Creates the provider's secret of a stage, as in docs/deploying.md. */
export async function keepProviderSecret(stage: string): Promise<void> {
  await aws(
    documented(
      `aws secretsmanager create-secret --name orderflow-prod-provider --secret-string '{"apiKey": "sk_test_…", "webhookSecrets": ["whsec_…"]}'`,
      { prod: stage, 'sk_test_…': API_KEY, 'whsec_…': WEBHOOK_SECRET },
    ),
  );
}
