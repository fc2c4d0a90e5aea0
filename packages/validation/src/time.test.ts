import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isCalendarDate, TIMESTAMP, utcTime } from './time.ts';

const two = (max: number) => fc.nat(max).map((n) => String(n).padStart(2, '0'));
/** Times near the limits of the years, and others, in any offset. */
const timestamp = fc
  .tuple(
    fc.constantFrom('0000', '0001', '1970', '2024', '2026', '9998', '9999'),
    two(13),
    two(32),
    two(24),
    two(60),
    two(60),
    fc.constantFrom('', '.5', '.999', '.9999999'),
    fc.oneof(
      fc.constant('Z'),
      fc.tuple(fc.constantFrom('+', '-'), two(24), two(60)).map(([sign, h, m]) => `${sign}${h}:${m}`),
    ),
  )
  .map(([y, mo, d, h, mi, s, f, offset]) => `${y}-${mo}-${d}T${h}:${mi}:${s}${f}${offset}`);

describe('a time in UTC', () => {
  test('is taken again, as the same, when it is read back', () => {
    fc.assert(
      fc.property(timestamp, (text) => {
        const utc = utcTime(text);
        if (utc === undefined) return;
        expect(utc).toMatch(/^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
        expect(utcTime(utc)).toBe(utc);
        expect(Date.parse(utc)).toBe(Date.parse(text));
      }),
      { numRuns: 5_000 },
    );
  });

  test.each([
    ['2026-01-31T12:00:00+02:00', '2026-01-31T10:00:00.000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
    ['9999-12-31T23:59:59+23:59', '9999-12-31T00:00:59.000Z'],
  ])('of %s is %s', (text, utc) => expect(utcTime(text)).toBe(utc));

  test.each([
    '9999-12-31T23:59:59-23:59',
    '0001-01-01T00:00:00+14:00',
    '0000-01-01T00:00:00+14:00',
    '0000-12-31T23:59:59Z',
    '2026-02-30T00:00:00Z',
    '2026-02-29T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2016-12-31T23:59:60Z',
    '+010000-01-01T00:00:00Z',
    '2026-01-31',
    '2026-01-31T12:00:00',
    '2026-01-31 12:00:00Z',
    '2026-01-31T12:00:00Z\n',
    '',
  ])('there is none of %j', (text) => expect(utcTime(text)).toBeUndefined());
});

test.each(['2026-01-31', '2028-02-29', '0001-01-01', '9999-12-31'])('%s is a date', (text) =>
  expect(isCalendarDate(text)).toBe(true),
);

test.each([
  '0000-01-01',
  '2026-02-30',
  '2026-02-29',
  '2026-1-1',
  '-000001-12-26',
  '+010000-01-01',
  '2026-01-31\n',
  '',
])('%j is no date', (text) => expect(isCalendarDate(text)).toBe(false));

test('what is taken is what Date reads as the same day', () => {
  fc.assert(
    fc.property(fc.nat(3_000_000), (day) => {
      const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
      expect(isCalendarDate(date)).toBe(date.length === 10 && !date.startsWith('+'));
      expect(TIMESTAMP.test(`${date}T00:00:00Z`)).toBe(isCalendarDate(date));
    }),
  );
});
