/** Where Windows-1252 differs from Latin-1: 0x80 to 0x9F (https://encoding.spec.whatwg.org/index-windows-1252.txt). */
const CHARACTERS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
const FIRST = 0x80;
const DIFFERENT = /[\x80-\x9f]/g;

/** Bytes that Windows-1252 does not define. Decoded text has the control characters of their numbers instead. */
export const UNDEFINED_1252 = /[\x81\x8d\x8f\x90\x9d]/;

/** Decodes without Node's own decoder, which takes Windows-1252 for Latin-1 in some versions. */
export const decode1252 = (bytes: Buffer): string =>
  bytes
    .toString('latin1')
    .replace(DIFFERENT, (character) => CHARACTERS[character.charCodeAt(0) - FIRST] as string);
