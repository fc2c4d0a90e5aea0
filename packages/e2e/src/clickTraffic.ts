import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { readStream } from './clickStream.ts';
import { type Click, countersOf } from './clicks.ts';
import { eventually } from './eventually.ts';

const SESSIONS = 50;
const HOURS = 3;
/** A window of the consumer's batches, and the time to count one. */
const SETTLED_MS = 3_000;

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

/** Clicks of fifty sessions on a path of their own, over some hours; what they must add up to is noted. */
export class ClickTraffic {
  readonly #path = `/${randomUUID()}`;
  #expected: Record<string, number> = {};

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
   * @returns how many those are
   */
  async expectStreamed(): Promise<number> {
    const streamed: Record<string, number> = {};
    for await (const text of readStream()) {
      const { path, at, type } = JSON.parse(text) as Required<Click>;
      if (path === this.#path) add(streamed, at, type);
    }
    const lost = Object.keys(this.#expected).filter(
      (key) => (streamed[key] ?? 0) < (this.#expected[key] ?? 0),
    );
    expect(lost).toEqual([]);
    const again = sum(streamed) - sum(this.#expected);
    this.#expected = streamed;
    return again;
  }

  /** Resolves when every counter is what was sent, and stays so while anything may still be on its way. */
  async counted(seconds: number): Promise<void> {
    const exact = async () => expect(await countersOf(this.#path)).toEqual(this.#expected);
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

function add(counters: Record<string, number>, at: string, type: string): void {
  const counter = `${at.slice(0, 13)}:00:00Z ${type}`;
  counters[counter] = (counters[counter] ?? 0) + 1;
}

const sum = (counters: Record<string, number>) =>
  Object.values(counters).reduce((total, one) => total + one, 0);
