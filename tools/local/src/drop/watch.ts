import { stat } from 'node:fs/promises';
import { watch } from 'chokidar';

/** How often to check that the folder still exists. */
const LOOK_MS = 1_000;

/**
 * Yields the CSV files that appear in a folder, each when it is completely written.
 *
 * @param ready called when the watch has started. Files that exist by then are not yielded.
 * @throws Error when the folder does not exist, or no longer exists.
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
  // The watcher does not report that the folder itself was removed or replaced.
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
