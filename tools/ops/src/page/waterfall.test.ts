import { expect, test } from '@jest/globals';
import type { LogLine } from '../stage/types.ts';
import { barsOf } from './waterfall.ts';

const line = (time: string, ms?: number): LogLine => ({
  time: `2026-11-21T08:00:${time}Z`,
  source: 'orders',
  level: 'INFO',
  message: 'request',
  fields: ms === undefined ? {} : { ms },
});

test('a bar ends when its line was written, and is as long as that says', () => {
  expect(barsOf([line('00.200', 200), line('01.000'), line('02.000', 500)])).toEqual([
    { left: 0, width: 10, from: 0 },
    { left: 50, width: 0, from: 1000 },
    { left: 75, width: 25, from: 1500 },
  ]);
});

test('lines of one moment have their place, too', () => {
  expect(barsOf([line('00.000'), line('00.000')]).map(({ left }) => left)).toEqual([0, 0]);
});
