/** Digits as they stand on a card: in groups with a space or dash between, or in one. */
const DIGITS = /\d(?:[ -]?\d)*/g;
/** What begins like the number of a card: Visa, Mastercard, American Express, Discover, UnionPay, JCB, Diners, Maestro. */
const ISSUER = /^[23456]/;

/**
 * True if a text holds what may be the number of a payment card: 13 to 19 digits whose check digit is right
 * (ISO/IEC 7812). One number in ten of that length is taken for one by chance.
 */
export const holdsCardNumber = (text: string): boolean =>
  [...text.matchAll(DIGITS)]
    .map(([digits]) => digits.replace(/[ -]/g, ''))
    .some(
      (digits) => digits.length >= 13 && digits.length <= 19 && ISSUER.test(digits) && hasCheckDigit(digits),
    );

/** The formula of Luhn. */
function hasCheckDigit(digits: string): boolean {
  const sum = [...digits].reverse().reduce((sum, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return sum + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
