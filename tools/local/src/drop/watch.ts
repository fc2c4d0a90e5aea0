import { watch } from 'chokidar';

/**
 * Yields the CSV files that appear in a folder, each once it is written to its end, for as long as it is asked for more.
 *
 * @throws Error when the folder cannot be watched.
 */
export async function* appearing(dir: string): AsyncGenerator<string> {
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
  watcher.on('error', (error) => {
    failure = error;
    wake();
  });
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
