import { secretOf } from './secret.ts';
import { type Settings, stage } from './settings.ts';

/** The key of the payment provider's API, and what signs its webhooks: this copy's own. */
export function providerSecret(settings: Pick<Settings, 'stateDir'>): {
  apiKey: string;
  webhookSecrets: [string];
} {
  const secret = secretOf(settings);
  return { apiKey: `sk_test_${secret}`, webhookSecrets: [`whsec_${secret}`] };
}

/** What is in Secrets Manager, by name. */
export const localSecrets = (settings: Pick<Settings, 'stateDir'>): Record<string, object> => ({
  [`orderflow-${stage}-provider`]: providerSecret(settings),
});
