/** The decimal mark of prices. */
export type Decimal = '.' | ',';

/** Currencies whose minor unit is not a hundredth (ISO 4217). */
const EXPONENTS: ReadonlyMap<string, number> = new Map([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'
    .split(' ')
    .map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
  ...'CLF UYW'.split(' ').map((code) => [code, 4] as const),
]);

/** How many digits a currency has after the decimal mark. */
export const exponentOf = (currency: string): number => EXPONENTS.get(currency) ?? 2;

/** Thousands separators, besides the one of `.` and `,` that is not the decimal mark. */
const SPACES = "  \u2009\u202f'\u2019";
const DIGITS = {
  '.': new RegExp(`^(\\d{1,3}(?:([,${SPACES}])\\d{3})(?:\\2\\d{3})*|\\d+)(?:\\.(\\d*))?$`),
  ',': new RegExp(`^(\\d{1,3}(?:([.${SPACES}])\\d{3})(?:\\2\\d{3})*|\\d+)(?:,(\\d*))?$`),
};
/** The longest amount that is read, in characters. */
const MAX_LENGTH = 40;

/**
 * A price in minor units, digit by digit and never as a floating-point number: `3,5` EUR is `350`, `1.234,50` is `123450`.
 *
 * @returns undefined when it is not a price of this currency: `3.505` EUR, `1.2.3`.
 */
export function minorUnits(text: string, decimal: Decimal, currency: string): string | undefined {
  const amount = text.trim();
  const [, whole, , part = ''] = (amount.length <= MAX_LENGTH && DIGITS[decimal].exec(amount)) || [];
  if (whole === undefined) return undefined;
  const exponent = exponentOf(currency);
  if (/[1-9]/.test(part.slice(exponent))) return undefined;
  const digits = whole.replace(/\D/g, '') + part.slice(0, exponent).padEnd(exponent, '0');
  return digits.replace(/^0+(?=\d)/, '');
}

const WRITTEN = /^\s*\d[\d  \u2009\u202f'\u2019.,]*([.,])(\d+)\s*$/;

/**
 * The decimal mark of a price, if exactly as many digits follow it as its currency has; undefined when it is ambiguous.
 */
export function decimalOf(text: string, currency: string): Decimal | undefined {
  const exponent = exponentOf(currency);
  const [, mark, part = ''] = (text.length <= MAX_LENGTH && WRITTEN.exec(text)) || [];
  // Three digits may be a group of thousands.
  if (!mark || part.length !== exponent || exponent === 3 || exponent === 0) return undefined;
  return minorUnits(text, mark as Decimal, currency) === undefined ? undefined : (mark as Decimal);
}
