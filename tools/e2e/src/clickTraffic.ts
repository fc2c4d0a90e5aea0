import { deepStrictEqual } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { readStream } from './clickStream.ts';
import { type Click, countersOf } from './clicks.ts';
import { eventually } from './eventually.ts';

const SESSIONS = 50;
const HOURS = 3;
/** The consumer's batch window, plus the time to count a batch. */
const SETTLED_MS = 3_000;

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

/** Clicks by hour and type, as `<hour> <type>`. */
type Counters = Record<string, number>;

/** Clicks of fifty sessions on their own path, over some hours, with the expected counters. */
export class ClickTraffic {
  readonly #path = `/${randomUUID()}`;
  #expected: Counters = {};

  /** Sends this number of clicks, a multiple of 50 times `perCall`, from all sessions at once. */
  async run(clicks: number, send: (events: Click[]) => Promise<void>, perCall = 10): Promise<void> {
    const session = async (index: number) => {
      const sessionId = `${this.#path.slice(1)}-${index}`;
      for (let sent = 0; sent < clicks / SESSIONS; sent += perCall)
        await send(this.#next(sessionId, perCall));
    };
    await Promise.all(Array.from({ length: SESSIONS }, (_, index) => session(index)));
  }

  /**
   * From now on, expects what is on the stream: all sent clicks, and those that a page repeated because an answer was
   * lost.
   *
   * @param streamed by path
   * @returns the number of repeated clicks
   */
  expectStreamed(streamed: ReadonlyMap<string, Counters>): number {
    const own = streamed.get(this.#path) ?? {};
    const lost = Object.keys(this.#expected).filter((key) => (own[key] ?? 0) < (this.#expected[key] ?? 0));
    deepStrictEqual(lost, []);
    const again = sum(own) - sum(this.#expected);
    this.#expected = own;
    return again;
  }

  /** Resolves when every counter matches, and still does after everything in flight has arrived. */
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

/** Counts the clicks on the stream, by path. */
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
