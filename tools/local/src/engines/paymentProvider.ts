import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { childEnvironment } from '../environment.ts';
import { providerSecret } from '../localSecrets.ts';
import { answers } from '../processes/answers.ts';
import type { ChildSpec } from '../processes/child.ts';
import type { Settings } from '../settings.ts';

const main = createRequire(import.meta.url).resolve('@orderflow/provider/main');

/**
 * The payment provider: tools/provider in a process of its own.
 *
 * @param dataDir where money is kept over restarts; in a file removed at every start when undefined.
 */
export function paymentProvider(settings: Settings, dataDir: string | undefined): ChildSpec {
  const journal = join(dataDir ?? join(settings.stateDir, 'scratch'), 'provider.jsonl');
  if (!dataDir) {
    rmSync(journal, { force: true });
  }
  const { apiKey, webhookSecrets } = providerSecret(settings);
  return {
    name: 'provider',
    command: process.execPath,
    args: [main],
    env: childEnvironment(settings, {
      PROVIDER_PORT: String(settings.ports.provider),
      PROVIDER_JOURNAL: journal,
      PROVIDER_WEBHOOK_URL: `http://127.0.0.1:${settings.ports.gateway}/payments/webhook`,
      PROVIDER_API_KEY: apiKey,
      PROVIDER_WEBHOOK_SECRET: webhookSecrets[0],
    }),
    ready: () => answers(settings.endpoints.provider),
    // Its state is on disk in either case.
    onDeath: 'restart',
  };
}
