/** Digits as printed on a card: in one group, or in groups separated by a space or a dash. */
const DIGITS = /\d(?:[ -]?\d)*/g;
/** The first digit of card numbers: Visa, Mastercard, American Express, Discover, UnionPay, JCB, Diners, Maestro. */
const ISSUER = /^[23456]/;

/**
 * True if the text may contain a payment card number: 13 to 19 digits with a valid check digit (ISO/IEC 7812). By
 * chance, up to one number in ten of that length passes.
 */
export const holdsCardNumber = (text: string): boolean =>
  [...text.matchAll(DIGITS)]
    .map(([digits]) => digits.replace(/[ -]/g, ''))
    .some(
      (digits) => digits.length >= 13 && digits.length <= 19 && ISSUER.test(digits) && hasCheckDigit(digits),
    );

/** The Luhn algorithm. */
function hasCheckDigit(digits: string): boolean {
  const sum = [...digits].reverse().reduce((sum, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return sum + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
