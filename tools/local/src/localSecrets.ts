import { secretOf } from './secret.ts';
import { type Settings, stage } from './settings.ts';

/** This copy's API key of the payment provider, and the secret that signs its webhooks. */
export function providerSecret(settings: Pick<Settings, 'stateDir'>): {
  apiKey: string;
  webhookSecrets: [string];
} {
  const secret = secretOf(settings);
  return { apiKey: `sk_test_${secret}`, webhookSecrets: [`whsec_${secret}`] };
}

/** The secrets in Secrets Manager, by name. */
export const localSecrets = (settings: Pick<Settings, 'stateDir'>): Record<string, object> => ({
  [`orderflow-${stage}-provider`]: providerSecret(settings),
});
