import { documented } from '@orderflow/docs/documented';
import { aws } from './command.ts';

/**
 * Creates the secret of a stage's edge, as in docs/deploying.md.
 *
 * @returns its SHA-256, in hexadecimal digits
 */
export async function keepSecret(stage: string): Promise<string> {
  const said = await aws(
    [
      documented('secret=$(openssl rand -hex 32)'),
      documented('aws secretsmanager create-secret --name orderflow-prod-edge --secret-string "$secret"', {
        prod: stage,
      }),
      documented('printf %s "$secret" | sha256sum'),
    ].join('\n'),
  );
  const [digest] = /\b[0-9a-f]{64}\b/.exec(said) ?? [];
  if (!digest) throw new Error(`no digest of the edge's secret: ${said}`);
  return digest;
}
