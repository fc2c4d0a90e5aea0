import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clientEnvironment } from '../environment.ts';
import type { Settings } from '../settings.ts';

/** A word of the shell, whatever is in it. */
const quoted = (value: string): string =>
  /^[\w./:@+-]*$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;

/**
 * Writes `env` in the state directory: `. .local/env` points any AWS SDK or CLI at this copy. The AWS CLI of version 1
 * overlooks the endpoint of SQS and would take the keys to AWS; the only authority that they are let trust there has
 * signed nothing (`AWS_CA_BUNDLE`), so its request ends before it is sent.
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
