import { deepStrictEqual } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { readStream } from './clickStream.ts';
import { type Click, countersOf } from './clicks.ts';
import { eventually } from './eventually.ts';

const SESSIONS = 50;
const HOURS = 3;
/** A window of the consumer's batches, and the time to count one. */
const SETTLED_MS = 3_000;

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

/** Clicks by hour and type, as `<hour> <type>`. */
type Counters = Record<string, number>;

/** Clicks of fifty sessions on a path of their own, over some hours; what they must add up to is noted. */
export class ClickTraffic {
  readonly #path = `/${randomUUID()}`;
  #expected: Counters = {};

  /** Sends so many clicks, a multiple of 50 times `perCall`, of all sessions at once. */
  async run(clicks: number, send: (events: Click[]) => Promise<void>, perCall = 10): Promise<void> {
    const session = async (index: number) => {
      const sessionId = `${this.#path.slice(1)}-${index}`;
      for (let sent = 0; sent < clicks / SESSIONS; sent += perCall)
        await send(this.#next(sessionId, perCall));
    };
    await Promise.all(Array.from({ length: SESSIONS }, (_, index) => session(index)));
  }

  /**
   * Expects from now on what the stream holds: all that was sent, and what a page sent again because the answer was lost.
   *
   * @param streamed by path
   * @returns how many those are
   */
  expectStreamed(streamed: ReadonlyMap<string, Counters>): number {
    const own = streamed.get(this.#path) ?? {};
    const lost = Object.keys(this.#expected).filter((key) => (own[key] ?? 0) < (this.#expected[key] ?? 0));
    deepStrictEqual(lost, []);
    const again = sum(own) - sum(this.#expected);
    this.#expected = own;
    return again;
  }

  /** Resolves when every counter is what was sent, and stays so while anything may still be on its way. */
  async counted(seconds: number): Promise<void> {
    const exact = async () => deepStrictEqual(await countersOf(this.#path), this.#expected);
    await eventually(exact, seconds);
    await sleep(SETTLED_MS);
    await exact();
  }

  #next(sessionId: string, perCall: number): Click[] {
    return Array.from({ length: perCall }, (_, index) => {
      const [at, type] = [hoursAgo(index % HOURS), index % 7 ? 'view' : 'click'];
      add(this.#expected, at, type);
      return { sessionId, path: this.#path, type, at };
    });
  }
}

/** Counts what the stream holds, by path. */
export async function countStream(): Promise<Map<string, Counters>> {
  const paths = new Map<string, Counters>();
  for await (const text of readStream()) {
    const { path, at, type } = JSON.parse(text) as Required<Click>;
    const counters = paths.get(path) ?? {};
    paths.set(path, counters);
    add(counters, at, type);
  }
  return paths;
}

function add(counters: Counters, at: string, type: string): void {
  const counter = `${at.slice(0, 13)}:00:00Z ${type}`;
  counters[counter] = (counters[counter] ?? 0) + 1;
}

const sum = (counters: Counters) => Object.values(counters).reduce((total, one) => total + one, 0);
