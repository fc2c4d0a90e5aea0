import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clientEnvironment } from '../environment.ts';
import type { Settings } from '../settings.ts';

/** Writes `env` in the state directory: `. .local/env` points any AWS SDK or CLI at this copy. */
export async function writeEnvFile(settings: Settings): Promise<string> {
  const path = join(settings.stateDir, 'env');
  const lines = Object.entries(clientEnvironment(settings)).map(
    ([name, value]) => `export ${name}=${value}\n`,
  );
  await mkdir(settings.stateDir, { recursive: true });
  await writeFile(path, lines.join(''), { mode: 0o600 });
  return path;
}
