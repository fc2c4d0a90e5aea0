import { figuresOf } from './figures.ts';
import type { Report } from './report.ts';

/**
 * A report as CSV: one figure a row, with its date, so that the files of many days can be read as one table. Amounts
 * are minor units; a number that cannot be known is empty.
 */
export function toCsv(report: Report): string {
  const rows = figuresOf(report).map(({ name, value, dayBefore, weekBefore }) =>
    [report.date, name, value ?? '', dayBefore ?? '', weekBefore ?? ''].join(','),
  );
  return ['date,figure,value,dayBefore,weekBefore', ...rows, ''].join('\n');
}
