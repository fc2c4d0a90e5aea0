/** The tokens of a date format: the pattern that each one matches, and the part of the date that it stands for. */
const TOKENS: Record<string, { pattern: string; part: Part }> = {
  YYYY: { pattern: '\\d{4}', part: 'year' },
  MM: { pattern: '\\d{2}', part: 'month' },
  M: { pattern: '\\d{1,2}', part: 'month' },
  DD: { pattern: '\\d{2}', part: 'day' },
  D: { pattern: '\\d{1,2}', part: 'day' },
  HH: { pattern: '\\d{2}', part: 'hour' },
  H: { pattern: '\\d{1,2}', part: 'hour' },
  hh: { pattern: '\\d{2}', part: 'hour12' },
  h: { pattern: '\\d{1,2}', part: 'hour12' },
  mm: { pattern: '\\d{2}', part: 'minute' },
  ss: { pattern: '\\d{2}', part: 'second' },
  SSS: { pattern: '\\d{3}', part: 'millisecond' },
  A: { pattern: '[AaPp][Mm]', part: 'half' },
};
type Part = 'year' | 'month' | 'day' | 'hour' | 'hour12' | 'minute' | 'second' | 'millisecond' | 'half';

const TOKEN = /YYYY|MM|M|DD|D|HH|H|hh|h|mm|ss|SSS|A/g;

/** Reads a local date and time; undefined when the text is not one. */
export type ReadDate = (text: string) => string | undefined;

/**
 * Makes a reader of dates in a format such as `DD.MM.YYYY HH:mm` and a time zone such as `Europe/Berlin`. The reader
 * returns RFC 3339 in UTC. It refuses a local time that a clock change skips; of one that occurs twice it takes the
 * first.
 *
 * @throws RangeError when the format lacks year, month or day, has a part twice, or there is no such time zone.
 */
export function dateReader(format: string, timeZone = 'UTC'): ReadDate {
  const parts: Part[] = [];
  const pattern = format.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&').replace(TOKEN, (token) => {
    const { pattern: one, part } = TOKENS[token] as (typeof TOKENS)[string];
    parts.push(part);
    return `(${one})`;
  });
  const needed: Part[] = ['year', 'month', 'day'];
  if (needed.some((part) => !parts.includes(part)) || new Set(parts).size < parts.length) {
    throw new RangeError('A date format names YYYY, MM or M, and DD or D, each part once');
  }
  const whole = new RegExp(`^${pattern}$`);
  const clock = clockOf(timeZone);
  return (text) => {
    const found = whole.exec(text.trim());
    if (!found) return undefined;
    const values = Object.fromEntries(parts.map((part, index) => [part, found[index + 1] as string]));
    return toUtc(values, clock);
  };
}

function toUtc(values: Partial<Record<Part, string>>, clock: Clock): string | undefined {
  const hour = hourOf(values);
  const { year, month, day, minute = '0', second = '0', millisecond = '0' } = values;
  const local = Date.UTC(Number(year), Number(month) - 1, Number(day), hour, Number(minute), Number(second));
  const date = new Date(local);
  const exists =
    date.getUTCMonth() === Number(month) - 1 &&
    date.getUTCDate() === Number(day) &&
    date.getUTCHours() === hour &&
    date.getUTCMinutes() === Number(minute) &&
    date.getUTCSeconds() === Number(second);
  if (!exists || Number(year) < 1000) return undefined;
  // The offsets before and after a possible clock change. The earlier of the two times is the first occurrence.
  const candidates = [local - DAY, local + DAY].map((near) => local - clock(near)).toSorted((a, b) => a - b);
  const utc = candidates.find((one) => one + clock(one) === local);
  return utc === undefined ? undefined : new Date(utc + Number(millisecond)).toISOString();
}

function hourOf({ hour, hour12, half }: Partial<Record<Part, string>>): number {
  if (hour12 === undefined) return Number(hour ?? 0);
  const twelve = Number(hour12);
  if (twelve < 1 || twelve > 12) return Number.NaN;
  return (twelve % 12) + (half?.toLowerCase() === 'pm' ? 12 : 0);
}

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** How far a zone's clocks are ahead of UTC at a given time, in milliseconds. */
type Clock = (utc: number) => number;

/** Offsets change only at whole quarters of an hour, so they are cached per quarter. */
function clockOf(timeZone: string): Clock {
  if (timeZone === 'UTC') return () => 0;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const known = new Map<number, number>();
  return (utc) => {
    const quarter = Math.floor(utc / (HOUR / 4));
    const kept = known.get(quarter);
    if (kept !== undefined) return kept;
    const at = quarter * (HOUR / 4);
    const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = part;
    const offset = Date.UTC(year, month - 1, day, hour, minute, second) - at;
    if (known.size > 10_000) known.clear();
    known.set(quarter, offset);
    return offset;
  };
}
