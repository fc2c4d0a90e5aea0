import { describe, expect, test } from '@jest/globals';
import { fullJitter } from './backoff.ts';

/** The pause in milliseconds before a retry, for this random number. */
async function pause(attempt: number, random: number): Promise<number> {
  const waits: number[] = [];
  await fullJitter(
    25,
    1_000,
    () => random,
    async (ms) => waits.push(ms),
  )(attempt);
  return waits.reduce((sum, ms) => sum + ms, 0);
}

describe('fullJitter', () => {
  test.each([
    [1, 25],
    [2, 50],
    [4, 200],
    [6, 800],
    [7, 1_000],
    [60, 1_000],
  ])('before retry %i waits anything from 0 to %i ms', async (attempt, ceiling) => {
    expect(await pause(attempt, 0)).toBe(0);
    expect(await pause(attempt, 0.5)).toBe(ceiling / 2);
    expect(await pause(attempt, 1)).toBe(ceiling);
  });

  test('really waits', async () => {
    const start = performance.now();
    await fullJitter(20, 20, () => 1)(1);
    expect(performance.now() - start).toBeGreaterThan(15);
  });
});
