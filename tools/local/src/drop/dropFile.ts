import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ImportState } from '@orderflow/ops/imports/types';
import type { CreateImport } from '@orderflow/validation';
import type { Step } from './ending.ts';
import type { ImportsApi } from './importsApi.ts';
import { paceNote, uploadNote } from './pace.ts';
import type { Progress } from './progress.ts';
import { upload } from './upload.ts';

const POLL_MS = 300;

export interface Dropped extends ImportState {
  /** From the start of the upload to the end of the import. */
  seconds: number;
}

type Calls = Pick<ImportsApi, 'create' | 'get' | 'commit'>;

/** Called before each step, so that an interrupted command can say what becomes of the file. */
type Tell = (step: Step) => void;

/**
 * Uploads a CSV file and follows its import until it ends or waits for a commit.
 *
 * @param wanted fields of POST /imports besides the file name.
 * @throws Error when the file cannot be read or the system refuses it.
 */
export async function dropFile(
  path: string,
  api: Calls,
  progress: Progress,
  wanted: Omit<CreateImport, 'fileName'> = {},
  tell: Tell = () => {},
): Promise<Dropped> {
  const { size } = await fileAt(path);
  const started = Date.now();
  const fileName = basename(path);
  tell({ fileName });
  try {
    const created = await api.create({ fileName, ...wanted });
    const { importId } = created;
    tell({ fileName, importId });
    progress.start('uploading', size);
    await upload(createReadStream(path), size, created, (bytes) =>
      progress.update(bytes, uploadNote(bytes, size, Date.now() - started)),
    );
    tell({ fileName, importId, waitsFor: 'system' });
    progress.start(wanted.dryRun ? 'previewing' : 'importing', size);
    return await follow(importId, api, progress, started);
  } finally {
    // Its timer would keep the process alive.
    progress.stop();
  }
}

/** Commits an import that was previewed and follows it to its end. */
export async function commitDropped(importId: string, api: Calls, progress: Progress): Promise<Dropped> {
  const started = Date.now();
  try {
    const { bytes } = await api.commit(importId);
    progress.start('importing', bytes.total);
    return await follow(importId, api, progress, started);
  } finally {
    progress.stop();
  }
}

/** Undoes an import and follows the undo to its end. */
export async function undoDropped(
  importId: string,
  api: Pick<ImportsApi, 'get' | 'undo'>,
  progress: Progress,
): Promise<ImportState> {
  try {
    let state = await api.undo(importId);
    progress.start('undoing', state.bytes.total);
    for (;;) {
      const { bytes, undo } = state;
      if (!undo) throw new Error(`Import ${importId} is not undone, and does not say why`);
      const { done, total } = undo.chunks;
      progress.update(total > 0 ? (bytes.total * done) / total : 0, `${undo.orders.cancelled} cancelled`);
      if (undo.status !== 'PROCESSING') return state;
      await sleep(POLL_MS);
      state = await api.get(importId);
    }
  } finally {
    progress.stop();
  }
}

async function fileAt(path: string): Promise<{ size: number }> {
  const file = await stat(path).catch(() => {
    throw new Error(`There is no file ${path}`);
  });
  if (file.isFile()) return file;
  throw new Error(`${path} is no file${file.isDirectory() ? ': --watch takes folders' : ''}`);
}

const ENDS: ReadonlySet<string> = new Set<ImportState['status']>(['PREVIEWED', 'COMPLETED', 'FAILED']);

async function follow(importId: string, api: Calls, progress: Progress, started: number): Promise<Dropped> {
  for (;;) {
    const state = await api.get(importId);
    const { status, bytes, dryRun } = state;
    // Both are known once the file is read: a compressed file has more bytes than its size, and a guess makes a dry run.
    if (bytes.total > 0) progress.resize(dryRun ? 'previewing' : 'importing', bytes.total);
    progress.update(bytes.done, paceNote(state));
    if (ENDS.has(status)) return { ...state, seconds: (Date.now() - started) / 1000 };
    await sleep(POLL_MS);
  }
}
