import { setTimeout as sleep } from 'node:timers/promises';

const INTERVAL_MS = 200;

/**
 * Repeats a check until it passes.
 *
 * @throws the check's last error, when it has not passed within `seconds`.
 */
export async function eventually<T>(check: () => Promise<T>, seconds = 90): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(INTERVAL_MS);
    }
  }
}
