import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clientEnvironment } from '../environment.ts';
import type { Settings } from '../settings.ts';

/** Quotes a value as one word for the shell. */
const quoted = (value: string): string =>
  /^[\w./:@+-]*$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;

/**
 * Writes `env` in the state directory: `. .local/env` points any AWS SDK or CLI at this copy.
 *
 * Version 1 of the AWS CLI ignores the endpoint of SQS and would send the keys to AWS. `AWS_CA_BUNDLE` prevents this:
 * the only authority in it has signed nothing, so the TLS handshake fails before the request is sent.
 */
export async function writeEnvFile(settings: Settings): Promise<string> {
  const path = join(settings.stateDir, 'env');
  const authority = join(settings.stateDir, 'no-authority.pem');
  const variables = { ...clientEnvironment(settings), AWS_CA_BUNDLE: authority };
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}=${quoted(value)}\n`);
  await mkdir(settings.stateDir, { recursive: true });
  await copyFile(join(import.meta.dirname, 'noAuthority.pem'), authority);
  await writeFile(path, lines.join(''), { mode: 0o600 });
  return path;
}
