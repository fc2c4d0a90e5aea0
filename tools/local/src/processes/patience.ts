import { setTimeout as delay } from 'node:timers/promises';
import { type Work, workOf } from './work.ts';

/** What a start waits for: progress by name, for messages. */
export type Waiting = Map<string, string>;

interface Waited {
  name: string | (() => string);
  /** The process groups that do the work. */
  groups(): readonly number[];
  /** Number of lines that they have printed. */
  said?(): number;
  isDone(): boolean | Promise<boolean>;
}

export interface Patience {
  /** How long the processes may be idle before the wait ends. */
  standsStillMs?: number;
  waiting?: Waiting;
  signal?: AbortSignal;
}

const LOOK_MS = 1_000;
const ASK_MS = 50;
/** Share of a core. A process that only sleeps and checks its timers uses less. */
const IDLE_SHARE = 0.005;
/** Bytes read and written since the last sign of work. An idle program that only talks to itself has less. */
const IDLE_BYTES = 65_536;

/**
 * Waits until something is done, as long as its processes work: they use the CPU or a disk, wait for one, or print
 * something. So a slow or busy machine does not end the wait.
 *
 * @returns false when they were idle for `standsStillMs`, or the signal was aborted
 */
export async function whileWorking(
  { name, groups, said = () => 0, isDone }: Waited,
  { standsStillMs = 60_000, waiting, signal }: Patience = {},
): Promise<boolean> {
  let mark = { at: performance.now(), words: said(), ...workOf(groups()) };
  let looked = mark.at;
  let told = '';
  try {
    while (!(await isDone())) {
      if (signal?.aborted) return false;
      const at = performance.now();
      if (at - looked >= Math.min(LOOK_MS, standsStillMs / 4)) {
        looked = at;
        const now = { at, words: said(), ...workOf(groups()) };
        if (hasWorked(mark, now)) mark = now;
        else if (at - mark.at > standsStillMs) return false;
        waiting?.delete(told);
        told = typeof name === 'string' ? name : name();
        waiting?.set(told, describe(now, at - mark.at));
      }
      await delay(ASK_MS);
    }
    return true;
  } finally {
    waiting?.delete(told);
  }
}

type Mark = Work & { at: number; words: number };

const hasWorked = (before: Mark, now: Mark): boolean =>
  now.isWaiting ||
  now.words > before.words ||
  now.cpuSeconds - before.cpuSeconds > ((now.at - before.at) / 1_000) * IDLE_SHARE ||
  now.bytes - before.bytes > IDLE_BYTES;

function describe({ cpuSeconds }: Work, stillMs: number): string {
  const done = `${cpuSeconds.toFixed(1)} s CPU`;
  return stillMs > 5_000 ? `${done}, nothing for ${Math.round(stillMs / 1_000)} s` : done;
}
