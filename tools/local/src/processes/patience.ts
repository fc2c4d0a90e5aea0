import { setTimeout as delay } from 'node:timers/promises';
import { type Work, workOf } from './work.ts';

/** What is waited for, by name, with what it has done so far; for a line that tells. */
export type Waiting = Map<string, string>;

interface Waited {
  name: string | (() => string);
  /** The process groups that do the work. */
  groups(): readonly number[];
  /** How often they have said something. */
  said?(): number;
  isDone(): boolean | Promise<boolean>;
}

export interface Patience {
  /** How long it may do nothing before it is given up. */
  standsStillMs?: number;
  waiting?: Waiting;
  signal?: AbortSignal;
}

const LOOK_MS = 1_000;
const ASK_MS = 50;
/** Of a core. A process that only sleeps and looks at its timers takes less. */
const IDLE_SHARE = 0.005;
/** Of reading and writing between two looks; less is a program that talks to itself. */
const IDLE_BYTES = 65_536;

/**
 * Waits until something is done, for as long as its processes work: they use a processor or a disk, wait for one, or
 * say something. A slow or busy machine is no reason to give up.
 *
 * @returns false when they have stood still for `standsStillMs`, or the signal came
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
