import { conversion } from '../models/dailyCounters.ts';
import type { Day, Report } from './report.ts';

/** One number of a report and the two that it is compared with; null if it cannot be known. */
export interface Figure {
  /** As in the CSV: `orders`, `revenue_EUR`, `conversion_A`. */
  name: string;
  /** For people. */
  label: string;
  /** `count`, `ratio` (0 to 1), or the currency whose minor units these are. */
  unit: string;
  value: number | null;
  dayBefore: number | null;
  weekBefore: number | null;
}

type Read = (day: Day) => number | null;

const COUNTS: [name: 'orders' | 'confirmed' | 'rejected' | 'cancelled', label: string][] = [
  ['orders', 'Orders'],
  ['confirmed', 'Confirmed'],
  ['rejected', 'Rejected'],
  ['cancelled', 'Cancelled'],
];

const MONEY: [name: 'revenue' | 'captured' | 'refunded', label: string][] = [
  ['revenue', 'Revenue'],
  ['captured', 'Captured'],
  ['refunded', 'Refunded'],
];

/** All figures of a report, in the order of the report. */
export function figuresOf(report: Report): Figure[] {
  const days = [report, report.dayBefore, report.weekBefore];
  const named = (field: (day: Day) => object) =>
    [...new Set(days.flatMap((day) => Object.keys(field(day))))].sort();
  const figure = (name: string, label: string, unit: string, read: Read): Figure => ({
    name,
    label,
    unit,
    value: read(report),
    dayBefore: read(report.dayBefore),
    weekBefore: read(report.weekBefore),
  });
  return [
    ...COUNTS.map(([name, label]) => figure(name, label, 'count', (day) => day[name])),
    ...MONEY.flatMap(([name, label]) =>
      // A report from before there were payments has none.
      named((day) => day[name] ?? {}).map((currency) =>
        figure(
          `${name}_${currency}`,
          `${label} in ${currency}`,
          currency,
          (day) => day[name]?.[currency] ?? 0,
        ),
      ),
    ),
    figure('rejected_import_rows', 'Rejected import rows', 'count', (day) => day.rejectedImportRows),
    ...named(({ buckets }) => buckets).flatMap((bucket) => [
      figure(
        `clicks_${bucket}`,
        `Clicks, variant ${bucket}`,
        'count',
        (day) => day.buckets[bucket]?.clicks ?? 0,
      ),
      figure(
        `confirmed_${bucket}`,
        `Confirmed, variant ${bucket}`,
        'count',
        (day) => day.buckets[bucket]?.confirmed ?? 0,
      ),
      figure(`conversion_${bucket}`, `Conversion, variant ${bucket}`, 'ratio', (day) => {
        const counters = day.buckets[bucket];
        return counters ? conversion(counters) : null;
      }),
    ]),
  ];
}
