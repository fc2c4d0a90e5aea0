const DAY_MS = 86_400_000;

/** The UTC date of a time: `YYYY-MM-DD`. */
export const toDate = (time: Date): string => time.toISOString().slice(0, 10);

export const daysBefore = (date: string, days: number): string =>
  toDate(new Date(Date.parse(date) - days * DAY_MS));

/** The number of dates from `first` to `last`, both included; 0 or less when `first` is the later one. */
export const countDates = (first: string, last: string): number =>
  (Date.parse(last) - Date.parse(first)) / DAY_MS + 1;

/** All dates from `first` to `last`, both included, the oldest first. */
export function datesBetween(first: string, last: string): string[] {
  const count = Math.max(0, countDates(first, last));
  return Array.from({ length: count }, (_, index) => daysBefore(last, count - 1 - index));
}
