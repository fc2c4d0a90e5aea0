import type { Goal } from './types.ts';

const rounded = (value: number) => Number(value.toPrecision(4));

export const atMost = (name: string, value: number, bound: number): Goal => ({
  name,
  value: rounded(value),
  goal: `<= ${bound}`,
  met: value <= bound,
});

export const atLeast = (name: string, value: number, bound: number): Goal => ({
  name,
  value: rounded(value),
  goal: `>= ${bound}`,
  met: value >= bound,
});
