import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves when the next mail may go. */
export type Pace = () => Promise<void>;

/** Lets at most `perSecond` mails through a second, evenly spaced, also across batches. Its clock never goes back. */
export function pace(
  perSecond: () => number,
  now = () => performance.now(),
  wait: (ms: number) => Promise<unknown> = sleep,
): Pace {
  let free = 0;
  return async () => {
    const begun = now();
    const turn = Math.max(begun, free);
    free = turn + 1_000 / perSecond();
    if (turn > begun) await wait(turn - begun);
  };
}
