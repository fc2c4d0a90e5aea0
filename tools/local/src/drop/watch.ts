import { stat } from 'node:fs/promises';
import { watch } from 'chokidar';

/** How long a folder may be gone before that is noticed. */
const LOOK_MS = 1_000;

/**
 * Yields the CSV files that appear in a folder, each once it is written to its end, for as long as it is asked for more.
 *
 * @param ready is called when it watches: a file that was there before counts as old.
 * @throws Error when there is no such folder, or no more.
 */
export async function* appearing(path: string, ready = () => {}): AsyncGenerator<string> {
  const folder = await stat(path).catch(() => undefined);
  if (!folder?.isDirectory()) throw new Error(`There is no folder ${path}`);
  const waiting: string[] = [];
  let wake = () => {};
  let failure: unknown;
  const watcher = watch(path, {
    depth: 0,
    ignoreInitial: true,
    awaitWriteFinish: { stabilityThreshold: 1_000 },
  });
  watcher.on('add', (file) => {
    if (file.toLowerCase().endsWith('.csv')) waiting.push(file);
    wake();
  });
  const fail = (error: unknown) => {
    failure = error;
    wake();
  };
  watcher.on('ready', ready);
  watcher.on('error', fail);
  // The watcher says nothing of the folder itself when it is removed, or another is put in its place.
  const look = setInterval(async () => {
    const now = await stat(path).catch(() => undefined);
    if (now?.ino !== folder.ino) fail(new Error(`The folder ${path} is gone`));
  }, LOOK_MS);
  try {
    for (;;) {
      if (failure) throw failure;
      const next = waiting.shift();
      if (next) yield next;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    clearInterval(look);
    await watcher.close();
  }
}
