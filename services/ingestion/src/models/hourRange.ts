import { RefusedError } from '@orderflow/domain';
import { isCalendarDate, utcTime } from '@orderflow/validation';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MAX_HOURS = 31 * 24;
const DEFAULT_HOURS = 24;

/** Start of the first and of the last hour, both included: milliseconds since the epoch. */
export interface HourRange {
  from: number;
  to: number;
}

/** The earliest hour that is accepted, as in ISO 8601. */
const FIRST_HOUR = Date.parse('0001-01-01T00:00:00Z');

/**
 * The hours that a request asks for. Each end is a time within its hour, or a UTC date, which stands for its first hour
 * in `from` and its last in `to`. Each may be left out: `to` is then now, or the last hour that the limit allows after
 * `from`; `from` is then the start of the 24 hours that end with `to`.
 *
 * @throws RefusedError (malformed)
 */
export function hourRange(from: string | undefined, to: string | undefined, now: Date): HourRange {
  const begin = from === undefined ? undefined : read('from', from, 0);
  const last = to === undefined ? lastHour(begin, floor(now.getTime())) : read('to', to, DAY_MS - HOUR_MS);
  const first = begin ?? Math.max(last - (DEFAULT_HOURS - 1) * HOUR_MS, FIRST_HOUR);
  const hours = (last - first) / HOUR_MS + 1;
  if (hours < 1) throw new RefusedError('malformed', '`from` must not be later than `to`');
  if (hours > MAX_HOURS) {
    throw new RefusedError('malformed', `The range is ${hours} hours; the limit is ${MAX_HOURS}`);
  }
  return { from: first, to: last };
}

/** The UTC dates that a range touches. */
export function datesOf({ from, to }: HourRange): string[] {
  const dates = [];
  for (let at = Math.floor(from / DAY_MS) * DAY_MS; at <= to; at += DAY_MS)
    dates.push(new Date(at).toISOString().slice(0, 10));
  return dates;
}

function lastHour(begin: number | undefined, now: number): number {
  if (begin === undefined) return now;
  return Math.min(Math.max(begin, now), begin + (MAX_HOURS - 1) * HOUR_MS);
}

const floor = (ms: number) => Math.floor(ms / HOUR_MS) * HOUR_MS;

/** A time may omit its seconds. */
const WITHOUT_SECONDS = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(Z|[+-]\d\d:\d\d)$/;

function read(name: string, text: string, intoDay: number): number {
  if (isCalendarDate(text)) return Date.parse(text) + intoDay;
  const time = utcTime(text.replace(WITHOUT_SECONDS, '$1:00$2'));
  if (time !== undefined) return floor(Date.parse(time));
  throw new RefusedError(
    'malformed',
    `\`${name}\` must be a date or time that exists, such as 2026-01-31T10:00:00Z`,
  );
}
