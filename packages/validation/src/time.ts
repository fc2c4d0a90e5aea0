const DAY_OF_MONTH =
  '(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))';
const LEAP_DAY = '(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29';
const DATE = `(?:\\d{4}-${DAY_OF_MONTH}|${LEAP_DAY})`;
const TIME = '(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?(?:Z|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)';
/** An offset is less than a day, so only on these days can it move a time out of the years 0001 to 9999. */
const LEAVES_THE_YEARS = '0000|0001-01-01T.*\\+|9999-12-31T.*-\\d\\d:\\d\\d$';

/**
 * A date and time of RFC 3339 (section 5.6) that exists in the calendar. Leap seconds are refused: JavaScript's Date
 * has none. The year is 0001 to 9999, in UTC, too, so an accepted time is accepted again once it is converted to UTC. A
 * regular expression needs no import in the generated validators.
 */
export const TIMESTAMP = new RegExp(`^(?!${LEAVES_THE_YEARS})${DATE}T${TIME}$`);

const CALENDAR_DATE = new RegExp(`^(?!0000)${DATE}$`);

/**
 * A time in UTC, with milliseconds: `2026-01-31T12:00:00.000Z`. Use it for every time that comes from outside.
 *
 * @returns undefined for what {@link TIMESTAMP} refuses
 */
export const utcTime = (text: string): string | undefined =>
  TIMESTAMP.test(text) ? new Date(text).toISOString() : undefined;

/** True if the text is a date of the years 0001 to 9999 that exists: `YYYY-MM-DD`. */
export const isCalendarDate = (text: string): boolean => CALENDAR_DATE.test(text);
