const DIGITS = /\d(?:[ -]?\d){11,18}/g;

/** Whether a text holds something like the number of a card: 12 to 19 digits that end in the right check digit. */
export const looksLikeCardNumber = (text: string): boolean =>
  (text.match(DIGITS) ?? []).some((found) => hasCheckDigit(found.replaceAll(/[ -]/g, '')));

/** ISO/IEC 7812-1, annex B (Luhn). */
function hasCheckDigit(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
