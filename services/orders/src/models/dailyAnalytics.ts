import { RefusedError } from '@orderflow/domain';
import { isCalendarDate } from '@orderflow/validation';
import { countDates, datesBetween, daysBefore, toDate } from '../lib/dates.ts';
import { store as defaultStore } from '../lib/store.ts';
import { DAILY, toCounters } from './countOrders.ts';
import { bucketOf, type DailyCounters, noOrders } from './dailyCounters.ts';
import { type AnalyticsStore, type DateRange, sumsByDate } from './itemsByDate.ts';

const MAX_DAYS = 366;
const DEFAULT_DAYS = 7;

/**
 * Partition of the clicks by variant of the experiment, which services/ingestion counts. The sort key is the date and a
 * place.
 */
const CLICKS_BY_BUCKET = 'clicks-by-bucket';
/** Its counters: `clicks#A`, … */
const CLICKS = 'clicks#';

/** The first valid date, for us and ISO 8601. */
const FIRST_DATE = '0001-01-01';

/**
 * The range of a request. Each end may be left out. By default, `to` is today, or the nearest date that `from` and the
 * limit allow; `from` is the first of the seven days that end with `to`.
 *
 * @throws RefusedError (malformed)
 */
export function dateRange(from: string | undefined, to: string | undefined, now: Date): DateRange {
  const begin = from === undefined ? undefined : checked('from', from);
  const last = to === undefined ? lastDate(begin, toDate(now)) : checked('to', to);
  const first = begin ?? max(daysBefore(last, DEFAULT_DAYS - 1), FIRST_DATE);
  const days = countDates(first, last);
  if (days < 1) throw new RefusedError('malformed', '`from` must not be later than `to`');
  if (days > MAX_DAYS)
    throw new RefusedError('malformed', `The range is ${days} days; the limit is ${MAX_DAYS}`);
  return { from: first, to: last };
}

/** The counters of every day in the range, oldest first; a day without orders has zeros. */
export async function dailyAnalytics(
  range: DateRange,
  store: AnalyticsStore = defaultStore,
): Promise<({ date: string } & DailyCounters)[]> {
  const [counted, clicked] = await Promise.all([
    sumsByDate(DAILY, range, store),
    sumsByDate(CLICKS_BY_BUCKET, range, store),
  ]);
  return datesBetween(range.from, range.to).map((date) => {
    const item = counted.get(date);
    const day = { date, ...(item ? toCounters(item) : noOrders()) };
    for (const [name, count] of Object.entries(clicked.get(date) ?? {})) {
      if (name.startsWith(CLICKS)) bucketOf(day, name.slice(CLICKS.length)).clicks = count;
    }
    return day;
  });
}

function lastDate(begin: string | undefined, today: string): string {
  if (begin === undefined) return today;
  const days = Math.min(Math.max(countDates(begin, today), 1), MAX_DAYS);
  return daysBefore(begin, 1 - days);
}

const max = (one: string, other: string) => (one > other ? one : other);

function checked(name: string, date: string): string {
  if (isCalendarDate(date)) return date;
  throw new RefusedError('malformed', `\`${name}\` must be a date that exists, such as 2026-01-31`);
}
