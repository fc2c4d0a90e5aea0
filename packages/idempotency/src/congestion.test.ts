import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Congestion, type Limits, STEP_MS } from './congestion.ts';

const BASE_MS = 10;
const SECONDS = 1_000 / STEP_MS;
const limits: Limits = { least: 60, most: 1_000, lagSeconds: 10 };

/** The most rows that an executor has in flight: four calls of 25. */
const IN_FLIGHT = 100;

/**
 * Executors that share one database. It takes `capacity` rows a second, one call after the other. More rows wait in its
 * queue, up to what the executors have in flight, or are refused.
 */
function database(capacity: number, { refuses = false } = {}) {
  let now = 0;
  let room = capacity;
  let heldMs = 0;
  const executors: Congestion[] = [];
  const through = ({ rate }: Congestion, ms: number) => Math.min(rate, (IN_FLIGHT * 1_000) / ms);
  const latency = () => {
    let ms = 25_000 / room + heldMs;
    while (executors.reduce((sum, one) => sum + through(one, ms), 0) > room) ms *= 1.02;
    return ms;
  };
  /** @returns rows a second that went through, by executor. */
  const step = () => {
    const wanted = executors.reduce((sum, { rate }) => sum + rate, 0);
    const isFull = refuses && wanted > room;
    const ms = refuses ? BASE_MS : latency();
    // Executors take their steps at different moments.
    return executors.map((executor) => {
      now += STEP_MS / executors.length;
      const rows = isFull ? (executor.rate * room) / wanted : through(executor, ms);
      if (isFull) executor.throttled(now);
      executor.wrote((rows * STEP_MS) / 1_000, ms, now);
      return rows;
    });
  };
  return {
    begin(own: Partial<Limits> = {}) {
      const executor = new Congestion({ ...limits, ...own }, now);
      executors.push(executor);
      return executor;
    },
    becomes: (capacity: number) => {
      room = capacity;
    },
    holds: (ms: number) => {
      heldMs = ms;
    },
    /** @returns rows a second that went through, step by step, by executor. */
    pass: (seconds: number): number[][] => Array.from({ length: seconds * SECONDS }, step),
  };
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('the pace of an executor', () => {
  test('begins at the least, and doubles while there is room, up to the most', () => {
    const alone = database(1e6);
    const { rate } = alone.begin();
    expect(rate).toBe(60);
    expect(alone.pass(4).flat()).toEqual([60, 120, 240, 480, 960, 1_000, 1_000, 1_000]);
  });

  test.each([
    ['calls stand in a queue', false],
    ['calls are refused', true],
  ])('is what the database takes when %s', (_, refuses) => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 900 }), (capacity) => {
        const db = database(capacity, { refuses });
        db.begin();
        db.pass(60);
        const rows = mean(db.pass(120).flat());
        expect(rows).toBeGreaterThan(0.6 * capacity);
        expect(rows).toBeLessThanOrEqual(capacity);
      }),
    );
  });

  test('goes down to the least when its calls are held back for others, and comes back', () => {
    const db = database(1_700);
    const both = [db.begin(), db.begin()];
    db.pass(20);
    const least = () => Math.min(...both.map(({ rate }) => rate));
    expect(least()).toBeGreaterThan(700);
    db.holds(1_000);
    db.pass(10);
    expect(both.map(({ rate }) => rate)).toEqual([60, 60]);
    db.holds(0);
    db.pass(30);
    expect(least()).toBeGreaterThan(700);
  });

  test('goes down when less is taken, and comes back', () => {
    const db = database(900, { refuses: true });
    const executor = db.begin();
    db.pass(60);
    db.becomes(100);
    db.pass(5);
    expect(executor.rate).toBeLessThanOrEqual(150);
    db.becomes(900);
    db.pass(30);
    expect(executor.rate).toBeGreaterThan(400);
  });

  test('is the same in the end for two executors, whichever began first', () => {
    fc.assert(
      fc.property(fc.integer({ min: 400, max: 1_500 }), fc.boolean(), (capacity, refuses) => {
        const db = database(capacity, { refuses });
        db.begin();
        db.pass(60);
        db.begin();
        db.pass(120);
        const after = db.pass(100);
        const rates = [0, 1].map((index) => mean(after.map((all) => all[index] as number)));
        expect(Math.min(...rates) / Math.max(...rates)).toBeGreaterThan(0.7);
      }),
      { numRuns: 30 },
    );
  });

  test('goes down to the least while others lag behind, and up again when they do not', () => {
    const db = database(1e6);
    const executor = db.begin();
    db.pass(5);
    executor.lagged(11);
    db.pass(10);
    expect(executor.rate).toBe(60);
    executor.lagged(9);
    db.pass(25);
    expect(executor.rate).toBe(1_000);
  });

  test('does not grow while it is not used', () => {
    const executor = new Congestion(limits, 0);
    for (let now = STEP_MS; now < 60_000; now += STEP_MS) executor.wrote(1, BASE_MS, now);
    expect(executor.rate).toBe(60);
  });

  test('is not frightened by a few milliseconds, nor for good by calls that became slower for good', () => {
    const executor = new Congestion(limits, 0);
    let now = 0;
    const pass = (seconds: number, ms: number) => {
      for (let step = 0; step < seconds * SECONDS; step++) {
        now += STEP_MS;
        executor.wrote((executor.rate * STEP_MS) / 1_000, ms, now);
      }
    };
    pass(10, 3);
    pass(10, 12);
    expect(executor.rate).toBe(1_000);
    pass(10, 300);
    expect(executor.rate).toBe(60);
    pass(240, 300);
    expect(executor.rate).toBe(1_000);
  });

  test('does not take the time between two chunks for a pace that is not used', () => {
    const executor = new Congestion(limits, 0);
    for (let chunk = 0, now = 0; chunk < 10; chunk++) {
      now += 60_000;
      executor.resume(now);
      for (const _ of [1, 2]) {
        now += STEP_MS;
        executor.wrote((executor.rate * STEP_MS) / 1_000, BASE_MS, now);
      }
    }
    expect(executor.rate).toBe(1_000);
  });

  test('stays between its bounds, whatever it is told', () => {
    const told = fc.oneof(
      fc.record({ rows: fc.nat(5_000), ms: fc.double({ min: 0, max: 1e5, noNaN: true }) }),
      fc.constant('throttled' as const),
      fc.record({ lag: fc.double({ min: 0, max: 1e6, noNaN: true }) }),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 1, max: 5_000 }),
        fc.array(fc.tuple(told, fc.nat(2_000)), { maxLength: 200 }),
        (least, most, all) => {
          const executor = new Congestion({ least, most, lagSeconds: 10 }, 0);
          let now = 0;
          for (const [one, passed] of all) {
            now += passed;
            if (one === 'throttled') executor.throttled(now);
            else if ('lag' in one) executor.lagged(one.lag);
            else executor.wrote(one.rows, one.ms, now);
            expect(executor.rate).toBeGreaterThanOrEqual(Math.min(least, most));
            expect(executor.rate).toBeLessThanOrEqual(most);
          }
        },
      ),
    );
  });
});
