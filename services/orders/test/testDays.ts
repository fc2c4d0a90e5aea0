const DAY_MS = 86_400_000;
const RANGE = 500_000;
const FIRST = Date.parse('2100-01-01');

/** The range of each test file that counts by the day, for files run side by side on the same tables. */
const RANGES = { sumOrders: 0, countOrders: 1, changeOver: 2, dailyReport: 3 };

/** The date of a day, which is a number of days from 2100-01-01. */
export const dateOf = (day: number): string => new Date(FIRST + day * DAY_MS).toISOString().slice(0, 10);

/**
 * A function that returns another day at each call, `step` days later. It starts at a random day, because the tables may
 * have the figures of an earlier run.
 */
export function daysFor(file: keyof typeof RANGES, step: number): () => number {
  let day = RANGES[file] * RANGE + Math.floor((Math.random() * RANGE) / 2);
  return () => {
    day += step;
    return day;
  };
}
