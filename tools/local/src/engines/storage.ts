import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment } from '../environment.ts';
import { answers } from '../processes/answers.ts';
import type { ChildSpec } from '../processes/child.ts';
import type { Settings } from '../settings.ts';

/**
 * S3: s3rver in a process of its own.
 *
 * @param dataDir where objects are kept over restarts; in a folder emptied at every start when undefined.
 */
export function storage(settings: Settings, dataDir: string | undefined): ChildSpec {
  const directory = join(dataDir ?? join(settings.stateDir, 'scratch'), 'storage');
  if (!dataDir) {
    rmSync(directory, { recursive: true, force: true });
  }
  mkdirSync(directory, { recursive: true });
  return {
    name: 'storage',
    command: process.execPath,
    // s3rver makes its continuation tokens with DES, which OpenSSL 3 calls legacy.
    args: ['--openssl-legacy-provider', join(import.meta.dirname, 'storageServer.ts')],
    env: childEnvironment(settings, {
      STORAGE_PORT: String(settings.ports.storage),
      STORAGE_DIRECTORY: directory,
    }),
    ready: () => answers(settings.endpoints.s3),
    // Objects are on disk in either case, so nothing is lost with the process.
    onDeath: 'restart',
    quiet: true,
  };
}
