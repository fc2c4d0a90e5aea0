import { describe, expect, test } from '@jest/globals';
import { dateRange } from './dailyAnalytics.ts';

const now = new Date('2026-03-02T23:30:00Z');
const range = (from?: string, to?: string) => dateRange(from, to, now);

describe('the range of dates', () => {
  test('is the last seven days, today included, unless the request says otherwise', () => {
    expect(range()).toEqual({ from: '2026-02-24', to: '2026-03-02' });
  });

  test('ends today, or where it is full, when only its begin is given', () => {
    expect(range('2026-03-01')).toEqual({ from: '2026-03-01', to: '2026-03-02' });
    expect(range('2024-01-01')).toEqual({ from: '2024-01-01', to: '2024-12-31' });
    expect(range('9999-12-31')).toEqual({ from: '9999-12-31', to: '9999-12-31' });
    expect(range(undefined, '0001-01-03')).toEqual({ from: '0001-01-01', to: '0001-01-03' });
  });

  test('is the seven days up to its end when only that is given', () => {
    expect(range(undefined, '2024-03-01')).toEqual({ from: '2024-02-24', to: '2024-03-01' });
  });

  test('may be one day, and a leap year at most', () => {
    expect(range('2026-01-01', '2026-01-01')).toEqual({ from: '2026-01-01', to: '2026-01-01' });
    expect(range('2024-01-01', '2024-12-31')).toEqual({ from: '2024-01-01', to: '2024-12-31' });
    expect(() => range('2024-01-01', '2025-01-01')).toThrow('The range is 367 days; the limit is 366');
  });

  test('does not end before it begins', () => {
    expect(() => range('2026-01-02', '2026-01-01')).toThrow('`from` must not be later than `to`');
  });

  test.each([
    '',
    '2026-02-29',
    '0000-01-01',
    '0000-12-31',
    '-000001-12-26',
    '2026-13-01',
    '2026-1-1',
    '2026-01-01T00:00:00Z',
    '20260101',
    'today',
  ])('has no end at %j', (date) => {
    const refused = expect.objectContaining({
      refusal: 'malformed',
      message: expect.stringContaining('2026-01-31'),
    });
    expect(() => range(date)).toThrow(refused);
    expect(() => range(undefined, date)).toThrow(refused);
  });
});
