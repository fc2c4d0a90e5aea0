import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Environment } from './clients.ts';
import type { Stack } from './types.ts';

/** The file that a running local copy writes to its state directory, so that `pnpm ops` finds its resources. */
export interface StageFile {
  environment: Environment;
  stacks: Stack[];
}

const root = resolve(import.meta.dirname, '../../../..');
const fileIn = (stateDir: string) => join(stateDir, 'stage.json');

export async function writeStageFile(stateDir: string, content: StageFile): Promise<void> {
  await mkdir(stateDir, { recursive: true });
  const stacks = content.stacks.map(({ name, resources }) => ({ name, resources }));
  await writeFile(fileIn(stateDir), JSON.stringify({ ...content, stacks }), { mode: 0o600 });
}

/** The state directory of the copy named by ORDERFLOW_PORT, else ORDERFLOW_STATE_DIR, which comes from `.local/env`. */
export function stateDirFrom(env: NodeJS.ProcessEnv = process.env): string {
  const port = env['ORDERFLOW_PORT'];
  if (port) return join(root, '.local', port === '4000' ? '' : port);
  return env['ORDERFLOW_STATE_DIR'] ?? join(root, '.local');
}

/** @throws Error that tells how to start a copy when there is none. */
export async function readStageFile(stateDir: string): Promise<StageFile> {
  try {
    return JSON.parse(await readFile(fileIn(stateDir), 'utf8')) as StageFile;
  } catch (cause) {
    throw new Error('No local copy has run here: start one with "pnpm dev", or name a --stage', { cause });
  }
}
