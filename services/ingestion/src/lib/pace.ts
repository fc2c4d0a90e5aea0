import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Lets through at most `perSecond` items a second, evenly. Each caller waits until those before it have used their
 * time, at the pace that applied when they came. The first does not wait.
 *
 * @returns a function that resolves when its `count` items may go.
 */
export function pace(
  perSecond: () => number,
  now = () => performance.now(),
  wait: (ms: number) => Promise<unknown> = sleep,
): (count: number) => Promise<void> {
  let free = 0;
  return async (count) => {
    const begun = now();
    const turn = Math.max(begun, free);
    free = turn + (count / perSecond()) * 1_000;
    if (turn > begun) await wait(turn - begun);
  };
}
