/** Longer names, or of more words, are sentences more often than names. */
const MAX_LENGTH = 60;
const MAX_WORDS = 6;
/** Letters with their marks: three marks are more than any script puts on one in a name. */
const WORD = /^(?:[\p{L}'’ʼ-]\p{M}{0,3})+[.,]?$/u;
/** Letters that show nothing, such as the Hangul filler U+3164. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;

/**
 * Greets by name what can only be one. Whoever signs up chooses name and address, so a name is a way to send a stranger
 * a message in ours. Only words of letters are repeated: no digits, no symbols, no dot or comma inside a word, and with
 * them no links, no addresses, no telephone numbers, no mark-up. Of what is no letter, nothing invisible passes either:
 * control characters, line breaks in any script, and marks that turn the direction of a text (Unicode TR 36, 2.10).
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
