const DATE = /^\d{4}-\d\d-\d\d$/;
const DAY_MS = 86_400_000;

/** The UTC date of a time: `YYYY-MM-DD`. */
export const toDate = (time: Date): string => time.toISOString().slice(0, 10);

export const daysBefore = (date: string, days: number): string =>
  toDate(new Date(Date.parse(date) - days * DAY_MS));

/** Both included, the oldest first. */
export function datesBetween(first: string, last: string): string[] {
  const days = Math.round((Date.parse(last) - Date.parse(first)) / DAY_MS);
  return Array.from({ length: Math.max(0, days + 1) }, (_, index) => daysBefore(last, days - index));
}

/** Whether a text is a date that there is. */
export function isDate(text: string): boolean {
  const time = new Date(DATE.test(text) ? text : Number.NaN);
  return !Number.isNaN(time.getTime()) && toDate(time) === text;
}
