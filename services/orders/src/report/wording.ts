import type { Figure } from './figures.ts';

const LOCALE = 'en';
/** Created at its use: the first one in a process takes 15 ms, which would be part of the cold start. */
const numbers = (options: Intl.NumberFormatOptions = {}) => new Intl.NumberFormat(LOCALE, options);

/** A number for people: `1,204`, `€1,204.50`, `3.1%`; a dash if it cannot be known. */
export function inWords(value: number | null, unit: Figure['unit']): string {
  if (value === null) return '–';
  if (unit === 'count') return numbers().format(value);
  if (unit === 'ratio') return numbers({ style: 'percent', maximumFractionDigits: 1 }).format(value);
  const money = numbers({ style: 'currency', currency: unit });
  return money.format(value / 10 ** (money.resolvedOptions().maximumFractionDigits ?? 2));
}

/** How a number changed: `9 (+33%)`; without the change if it cannot be computed. */
export function compared({ value, unit }: Figure, before: number | null): string {
  const words = inWords(before, unit);
  if (value === null || before === null || before === 0) return words;
  const change = numbers({ style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' });
  return `${words} (${change.format((value - before) / Math.abs(before))})`;
}

/** `Friday, 20 November 2026`. */
export const dayInWords = (date: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(date));
