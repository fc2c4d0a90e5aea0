import type { Goal } from './types.ts';

const rounded = (value: number) => Number(value.toPrecision(4));

/** @param why where it goes and what was tried, for when the goal is missed */
export const atMost = (name: string, value: number, bound: number, why?: string): Goal => ({
  name,
  value: rounded(value),
  goal: `<= ${bound}`,
  met: value <= bound,
  ...(why === undefined ? {} : { why }),
});

/** @param why where it goes and what was tried, for when the goal is missed */
export const atLeast = (name: string, value: number, bound: number, why?: string): Goal => ({
  name,
  value: rounded(value),
  goal: `>= ${bound}`,
  met: value >= bound,
  ...(why === undefined ? {} : { why }),
});
