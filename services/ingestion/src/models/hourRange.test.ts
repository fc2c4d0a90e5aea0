import { expect, test } from '@jest/globals';
import { RefusedError } from '@orderflow/domain';
import { datesOf, hourRange } from './hourRange.ts';

const now = new Date('2026-11-21T12:34:56.789Z');
const iso = (from?: string, to?: string) => {
  const range = hourRange(from, to, now);
  return [range.from, range.to].map((ms) => new Date(ms).toISOString().slice(0, 13));
};

test.each([
  [undefined, undefined, '2026-11-20T13', '2026-11-21T12'],
  ['2026-11-21', undefined, '2026-11-21T00', '2026-11-21T12'],
  ['2026-11-20', '2026-11-20', '2026-11-20T00', '2026-11-20T23'],
  [undefined, '2026-11-20', '2026-11-20T00', '2026-11-20T23'],
  ['2026-10-01', undefined, '2026-10-01T00', '2026-10-31T23'],
  ['2027-01-01', undefined, '2027-01-01T00', '2027-01-01T00'],
  ['9999-12-31T23:00:00Z', undefined, '9999-12-31T23', '9999-12-31T23'],
  [undefined, '0001-01-01T05:00:00Z', '0001-01-01T00', '0001-01-01T05'],
  ['2026-11-21T10:59:59Z', '2026-11-21T11:00:00Z', '2026-11-21T10', '2026-11-21T11'],
  ['2026-11-21T01:30:00+02:00', '2026-11-21', '2026-11-20T23', '2026-11-21T23'],
  ['2026-10-22', '2026-11-21', '2026-10-22T00', '2026-11-21T23'],
  ['2026-11-21T10:30Z', '2026-11-21T12:30+01:00', '2026-11-21T10', '2026-11-21T11'],
])('from %s to %s', (from, to, first, last) => {
  expect(iso(from, to)).toEqual([first, last]);
});

test.each([
  ['tomorrow', undefined],
  ['2026-02-30', undefined],
  ['2026-02-30T00:00:00Z', undefined],
  ['2026-11-21T25:00:00Z', undefined],
  ['9999-12-31T23:59:59-23:59', undefined],
  [undefined, '0000-01-01'],
  [undefined, '0001-01-01T00:00:00+14:00'],
  ['2026-11-21T10:00:00', undefined],
  ['', undefined],
  ['2026-11-22', '2026-11-21'],
  ['2026-10-21', '2026-11-21'],
])('from %s to %s is refused', (from, to) => {
  expect(() => hourRange(from, to, now)).toThrow(RefusedError);
});

test('touches the dates of its hours, before 1970 too', () => {
  expect(datesOf(hourRange('1969-12-30T23:00:00Z', '1970-01-01T00:00:00Z', now))).toEqual([
    '1969-12-30',
    '1969-12-31',
    '1970-01-01',
  ]);
  const range = hourRange('2026-11-19T23:00:00Z', '2026-11-21T00:00:00Z', now);
  expect(datesOf(range)).toEqual(['2026-11-19', '2026-11-20', '2026-11-21']);
});
