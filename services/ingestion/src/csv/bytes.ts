import { isUtf8 } from 'node:buffer';

const HEX = 16;
const SHOWN = 4;

/** Bytes as hexadecimal digits for a message: `E4 20`. At most four are shown. */
export const hex = (bytes: Buffer): string =>
  [...bytes.subarray(0, SHOWN)].map((byte) => byte.toString(HEX).toUpperCase().padStart(2, '0')).join(' ');

/** The length of a UTF-8 character by its first byte; 1 for a byte that cannot begin one. */
const lengthOf = (byte: number): number => (byte < 0xc2 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4);

/** The index of the first byte that is not part of a UTF-8 character; -1 when there is none. */
export function firstInvalid(bytes: Buffer): number {
  for (let at = 0; at < bytes.length; ) {
    const length = lengthOf(bytes[at] as number);
    if (!isUtf8(bytes.subarray(at, at + length))) return at;
    at += length;
  }
  return -1;
}
