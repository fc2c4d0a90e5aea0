import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { env } from '@orderflow/lambda';
import { traced } from '@orderflow/tracing';
import { isProviderSecret, type ProviderSecret, parse } from '@orderflow/validation';

/** A new secret takes effect after this at the latest. */
const KEPT_MS = 300_000;

const client = traced(
  new SecretsManagerClient({
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
  }),
);

/**
 * The key of the provider's API and the secrets of its webhooks, read from Secrets Manager once in five minutes.
 *
 * @throws ValidationError when the secret does not follow its schema
 */
export function secrets(
  sdk: Pick<SecretsManagerClient, 'send'> = client,
  now: () => number = Date.now,
): () => Promise<ProviderSecret> {
  let kept: { secret: ProviderSecret; until: number } | undefined;
  return async () => {
    if (kept && now() < kept.until) return kept.secret;
    const { SecretString = '' } = await sdk.send(
      new GetSecretValueCommand({ SecretId: env('PROVIDER_SECRET') }),
    );
    kept = { secret: parse(isProviderSecret, readJson(SecretString)), until: now() + KEPT_MS };
    return kept.secret;
  };
}

/** Drops the parse error: it quotes the text, which may be half of a secret. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const providerSecret = secrets();
