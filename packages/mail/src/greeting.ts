/** Longer texts, or texts of more words, are more often sentences than names. */
const MAX_LENGTH = 60;
const MAX_WORDS = 6;
/** Letters with up to three combining marks each, more than any script uses in a name. */
const WORD = /^(?:[\p{L}'’ʼ-]\p{M}{0,3})+[.,]?$/u;
/** Invisible letters, such as the Hangul filler U+3164. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;

/**
 * Greets by name only if the text can be nothing but a name. A person who signs up chooses name and address, so the
 * name could carry a message to a stranger. Only words of letters are repeated: no digits, no symbols, no dot or comma
 * inside a word. So there are no links, addresses, telephone numbers or mark-up. Nothing invisible passes either:
 * control characters, line breaks in any script, and marks that change the text direction (Unicode TR 36, 2.10).
 */
export function greeting(name: string): string {
  const words = name.trim().split(' ');
  const isName =
    name.length <= MAX_LENGTH &&
    words.length <= MAX_WORDS &&
    !INVISIBLE.test(name) &&
    words.every((word) => WORD.test(word));
  return isName ? `Hello ${words.join(' ')},` : 'Hello,';
}
