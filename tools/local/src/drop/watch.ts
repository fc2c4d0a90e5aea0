import { stat } from 'node:fs/promises';
import { watch } from 'chokidar';

/**
 * Yields the CSV files that appear in a folder, each once it is written to its end, for as long as it is asked for more.
 *
 * @throws Error when there is no such folder, or no more.
 */
export async function* appearing(dir: string): AsyncGenerator<string> {
  const folder = await stat(dir).catch(() => undefined);
  if (!folder?.isDirectory()) throw new Error(`There is no folder ${dir}`);
  const waiting: string[] = [];
  let wake = () => {};
  let failure: unknown;
  const watcher = watch(dir, {
    depth: 0,
    ignoreInitial: true,
    awaitWriteFinish: { stabilityThreshold: 1_000 },
  });
  watcher.on('add', (path) => {
    if (path.toLowerCase().endsWith('.csv')) waiting.push(path);
    wake();
  });
  const fail = (error: unknown) => {
    failure = error;
    wake();
  };
  watcher.on('error', fail);
  watcher.on('unlinkDir', (path) => path === dir && fail(new Error(`The folder ${dir} is gone`)));
  try {
    for (;;) {
      if (failure) throw failure;
      const next = waiting.shift();
      if (next) yield next;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    await watcher.close();
  }
}
