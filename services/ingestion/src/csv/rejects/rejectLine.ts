/** A record that was not imported, and why. */
export interface Reject {
  /** Physical line of the original file on which the record starts. */
  line: number;
  /** The column at fault; empty when the record as a whole is. */
  column: string;
  reason: string;
  /** The original text, without its line end. */
  record: string;
}

export const REJECTS_HEADER = 'line,column,reason,record\n';

/**
 * One record of the rejects file: `line,column,reason,record` in RFC 4180 form, the original text as one quoted field.
 *
 * A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab or a CR for a formula, quoted or not
 * (https://owasp.org/www-community/attacks/CSV_Injection). Such a text gets one apostrophe in front. So does a text
 * that begins with apostrophes and then one of these characters: removing one apostrophe then always gives back the
 * original. All other texts stay as they are, byte for byte.
 */
export const rejectLine = ({ line, column, reason, record }: Reject): string =>
  `${line},${column},${quoted(reason)},${quoted(FORMULA.test(record) ? `'${record}` : record)}\n`;

/** In some locales, spreadsheets read the full-width forms as well. */
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/;

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
