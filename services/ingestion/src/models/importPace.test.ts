import { expect, test } from '@jest/globals';
import { paceOf } from './importPace.ts';

const at = (second: number) => new Date(Date.UTC(2026, 10, 21, 12, 0, second));
const item = {
  status: 'PROCESSING' as const,
  plannedAt: at(0).toISOString(),
  progressAt: at(10).toISOString(),
  chunksDone: 1,
  chunksTotal: 4,
  read: 5_000,
  bytesDone: 250,
  bytesTotal: 1_000,
};

test('tells rows a second and what is left of the file at this pace', () => {
  expect(paceOf(item, at(10))).toEqual({ rowsPerSecond: 500, secondsLeft: 30 });
});

test('the time since the last chunk is gone; less than nothing is never left', () => {
  expect(paceOf(item, at(18))?.secondsLeft).toBe(22);
  expect(paceOf(item, at(59))?.secondsLeft).toBe(0);
});

test.each([
  ['that has ended', { status: 'COMPLETED' as const }],
  ['of which nothing is done', { chunksDone: 0 }],
  ['that is not planned: what is known is of the preview', { chunksTotal: undefined }],
  ['that was planned before there was such a time', { plannedAt: undefined }],
  ['whose first chunk was counted at once', { progressAt: item.plannedAt }],
])('an import %s has no pace', (_, given) => {
  expect(paceOf({ ...item, ...given } as typeof item, at(10))).toBeUndefined();
});
