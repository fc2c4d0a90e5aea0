import type { Goal } from './types.ts';

const rounded = (value: number) => Number(value.toPrecision(4));

/** @param why where the time or money goes and what was tried, if the goal is missed */
export const atMost = (name: string, value: number, bound: number, why?: string): Goal => ({
  name,
  value: rounded(value),
  goal: `<= ${bound}`,
  met: value <= bound,
  ...(why === undefined ? {} : { why }),
});

/** @param why where the time or money goes and what was tried, if the goal is missed */
export const atLeast = (name: string, value: number, bound: number, why?: string): Goal => ({
  name,
  value: rounded(value),
  goal: `>= ${bound}`,
  met: value >= bound,
  ...(why === undefined ? {} : { why }),
});
