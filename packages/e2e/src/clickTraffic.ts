import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { type Click, countersOf } from './clicks.ts';
import { eventually } from './eventually.ts';

const SESSIONS = 50;
const PER_CALL = 10;
const HOURS = 3;
/** A window of the consumer's batches, and the time to count one. */
const SETTLED_MS = 3_000;

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

/** Clicks of fifty sessions on a path of their own, over some hours; what they must add up to is noted. */
export class ClickTraffic {
  readonly #path = `/${randomUUID()}`;
  readonly #expected: Record<string, number> = {};

  /** Sends so many clicks, a multiple of 500, of all sessions at once. */
  async run(clicks: number, send: (events: Click[]) => Promise<void>): Promise<void> {
    const session = async (index: number) => {
      const sessionId = `${this.#path.slice(1)}-${index}`;
      for (let sent = 0; sent < clicks / SESSIONS; sent += PER_CALL) await send(this.#next(sessionId));
    };
    await Promise.all(Array.from({ length: SESSIONS }, (_, index) => session(index)));
  }

  /** Resolves when every counter is what was sent, and stays so while anything may still be on its way. */
  async counted(seconds: number): Promise<void> {
    const exact = async () => expect(await countersOf(this.#path)).toEqual(this.#expected);
    await eventually(exact, seconds);
    await sleep(SETTLED_MS);
    await exact();
  }

  #next(sessionId: string): Click[] {
    return Array.from({ length: PER_CALL }, (_, index) => {
      const [at, type] = [hoursAgo(index % HOURS), index % 7 ? 'view' : 'click'];
      const counter = `${at.slice(0, 13)}:00:00Z ${type}`;
      this.#expected[counter] = (this.#expected[counter] ?? 0) + 1;
      return { sessionId, path: this.#path, type, at };
    });
  }
}
