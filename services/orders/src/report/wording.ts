import type { Figure } from './figures.ts';

const LOCALE = 'en';
const count = new Intl.NumberFormat(LOCALE);
const percent = new Intl.NumberFormat(LOCALE, { style: 'percent', maximumFractionDigits: 1 });
const change = new Intl.NumberFormat(LOCALE, {
  style: 'percent',
  maximumFractionDigits: 0,
  signDisplay: 'exceptZero',
});

/** A number for people: `1,204`, `€1,204.50`, `3.1%`; a dash where it cannot be known. */
export function inWords(value: number | null, unit: Figure['unit']): string {
  if (value === null) return '–';
  if (unit === 'count') return count.format(value);
  if (unit === 'ratio') return percent.format(value);
  const money = new Intl.NumberFormat(LOCALE, { style: 'currency', currency: unit });
  return money.format(value / 10 ** (money.resolvedOptions().maximumFractionDigits ?? 2));
}

/** How a number changed: `9 (+33%)`; without the change where the older one allows none. */
export function compared({ value, unit }: Figure, before: number | null): string {
  const words = inWords(before, unit);
  return value === null || before === null || before === 0
    ? words
    : `${words} (${change.format((value - before) / Math.abs(before))})`;
}

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' });

/** `Friday, 20 November 2026`. */
export const dayInWords = (date: string): string => day.format(new Date(date));
