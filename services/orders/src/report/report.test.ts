import { describe, expect, test } from '@jest/globals';
import { toCsv } from './csv.ts';
import { figuresOf } from './figures.ts';
import { reportMail } from './mail.ts';
import type { Day, Report } from './report.ts';

const day = (date: string, more: Partial<Day> = {}): Day => ({
  date,
  orders: 0,
  confirmed: 0,
  rejected: 0,
  cancelled: 0,
  revenue: {},
  captured: {},
  refunded: {},
  rejectedImportRows: 0,
  buckets: {},
  ...more,
});
const report: Report = {
  ...day('2026-11-20', {
    orders: 1204,
    confirmed: 900,
    rejected: 4,
    revenue: { EUR: 123_456, JPY: 70 },
    captured: { EUR: 1_000 },
    rejectedImportRows: 3,
    buckets: { A: { clicks: 200, orders: 7, confirmed: 5 }, B: { clicks: 0, orders: 1, confirmed: 1 } },
  }),
  createdAt: '2026-11-21T04:00:01.123Z',
  dayBefore: day('2026-11-19', { orders: 903, revenue: { EUR: 246_912, USD: 5 } }),
  weekBefore: day('2026-11-13', {
    refunded: { EUR: 300 },
    buckets: { A: { clicks: 100, orders: 2, confirmed: 1 } },
  }),
};
const figure = (name: string) => figuresOf(report).find((one) => one.name === name);

describe('the figures', () => {
  test('have every currency and variant of any of the three days', () => {
    expect(figuresOf(report).map(({ name }) => name)).toEqual([
      ...['orders', 'confirmed', 'rejected', 'cancelled', 'revenue_EUR', 'revenue_JPY', 'revenue_USD'],
      ...['captured_EUR', 'refunded_EUR'],
      ...['rejected_import_rows', 'clicks_A', 'confirmed_A', 'conversion_A'],
      ...['clicks_B', 'confirmed_B', 'conversion_B'],
    ]);
  });

  test('compare a day with two others', () => {
    expect(figure('captured_EUR')).toMatchObject({ value: 1_000, dayBefore: 0, weekBefore: 0 });
    expect(figure('refunded_EUR')).toMatchObject({ value: 0, weekBefore: 300 });
    expect(figure('revenue_USD')).toMatchObject({ value: 0, dayBefore: 5, weekBefore: 0 });
    expect(figure('conversion_A')).toMatchObject({ value: 0.025, dayBefore: null, weekBefore: 0.01 });
    expect(figure('conversion_B')?.value).toBeNull();
  });
});

test('the CSV has a figure a row, and nothing where a number cannot be known', () => {
  const lines = toCsv(report).split('\n');
  expect(lines[0]).toBe('date,figure,value,dayBefore,weekBefore');
  expect(lines).toContain('2026-11-20,orders,1204,903,0');
  expect(lines).toContain('2026-11-20,revenue_EUR,123456,246912,0');
  expect(lines).toContain('2026-11-20,conversion_A,0.025,,0.01');
  expect(lines.at(-1)).toBe('');
});

describe('the mail', () => {
  const { to, subject, text, html } = reportMail('ops@example.com', report);

  test('has the date in its subject', () => {
    expect({ to, subject }).toEqual({
      to: 'ops@example.com',
      subject: 'Daily report 2026-11-20: 1,204 orders',
    });
  });

  test('says amounts in their currency, changes in percent, and when it was counted', () => {
    expect(text).toContain('1,204   day before 903 (+33%), week before 0\n');
    expect(text).toContain('€1,234.56   day before €2,469.12 (-50%), week before €0.00');
    expect(text).toContain('¥70 ');
    expect(text).toContain('2.5%   day before –, week before 1% (+150%)');
    expect(text).toContain('As counted at 2026-11-21 04:00 UTC');
    expect(text).toMatch(/^Friday, 20 November 2026\n/);
  });

  test('has every word of its plain form in its HTML form', () => {
    for (const word of text.split(/\s+/)) expect(html).toContain(word);
  });
});
