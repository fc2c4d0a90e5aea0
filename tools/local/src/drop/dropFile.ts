import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ImportState, ImportsApi } from './importsApi.ts';
import type { Progress } from './progress.ts';
import { upload } from './upload.ts';

const POLL_MS = 300;

export interface Dropped extends ImportState {
  /** From the start of the upload to the end of the import. */
  seconds: number;
}

/**
 * Uploads a CSV file and follows its import to the end.
 *
 * @throws Error when the file cannot be read or the system refuses it.
 */
export async function dropFile(path: string, api: ImportsApi, progress: Progress): Promise<Dropped> {
  const file = await stat(path).catch(() => {
    throw new Error(`There is no file ${path}`);
  });
  if (!file.isFile())
    throw new Error(`${path} is no file${file.isDirectory() ? ': --watch takes folders' : ''}`);
  const started = Date.now();
  try {
    const created = await api.create(basename(path));
    progress.start('uploading', file.size);
    await upload(path, file.size, created, (bytes) => progress.update(bytes));
    progress.start('importing', file.size);
    for (;;) {
      const state = await api.get(created.importId);
      progress.update(state.bytes.done, `${state.rows.read} rows`);
      if (state.status === 'COMPLETED' || state.status === 'FAILED') {
        return { ...state, seconds: (Date.now() - started) / 1000 };
      }
      await sleep(POLL_MS);
    }
  } finally {
    // Its timer would keep the process alive.
    progress.stop();
  }
}
