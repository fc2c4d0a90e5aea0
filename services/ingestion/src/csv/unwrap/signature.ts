import { hex } from '../bytes.ts';
import type { Encoding } from '../format.ts';
import { UnusableFileError } from '../unusableFile.ts';

/** This many bytes show what a file is. */
export const SIGNATURE_BYTES = 16;

/** What a file must be converted from before it can be planned. */
export type Wrapping = 'gzip' | 'utf-16le' | 'utf-16be';

interface Signature {
  bytes: readonly number[];
  is: Wrapping | { refused: string };
}

const CSV = 'Save it as "CSV UTF-8" and send it again.';
const WORKBOOK = `is a spreadsheet program's workbook or another archive, not a CSV file. Open it in the program and save the sheet as "CSV UTF-8".`;

/** Longer ones come first: the mark of UTF-32 begins like that of UTF-16. */
const SIGNATURES: readonly Signature[] = [
  { bytes: [0xff, 0xfe, 0x00, 0x00], is: { refused: `is UTF-32. ${CSV}` } },
  { bytes: [0x00, 0x00, 0xfe, 0xff], is: { refused: `is UTF-32. ${CSV}` } },
  { bytes: [0xff, 0xfe], is: 'utf-16le' },
  { bytes: [0xfe, 0xff], is: 'utf-16be' },
  { bytes: [0x1f, 0x8b], is: 'gzip' },
  { bytes: [0x50, 0x4b, 0x03, 0x04], is: { refused: WORKBOOK } },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], is: { refused: WORKBOOK } },
  { bytes: [0x25, 0x50, 0x44, 0x46], is: { refused: `is a PDF, not a CSV file. ${CSV}` } },
  {
    bytes: [0x28, 0xb5, 0x2f, 0xfd],
    is: { refused: 'is packed with zstd. Unpack it, or pack it with gzip.' },
  },
  { bytes: [0xfd, 0x37, 0x7a, 0x58], is: { refused: 'is packed with xz. Unpack it, or pack it with gzip.' } },
  { bytes: [0x42, 0x5a, 0x68], is: { refused: 'is packed with bzip2. Unpack it, or pack it with gzip.' } },
];

/**
 * Recognizes a file by its first bytes.
 *
 * @param first at least {@link SIGNATURE_BYTES}, unless the file is shorter
 * @param asked the encoding that the caller names
 * @returns undefined for a file that can be planned as it is.
 * @throws UnusableFileError for a file that cannot be read at all.
 */
export function wrappingOf(first: Buffer, asked?: Encoding): Wrapping | undefined {
  const found = SIGNATURES.find(({ bytes }) =>
    first.subarray(0, bytes.length).equals(Buffer.from(bytes)),
  )?.is;
  if (typeof found === 'object') {
    throw new UnusableFileError(`The file ${found.refused} (It begins with the bytes ${hex(first)}.)`);
  }
  if (found && found !== 'gzip' && asked && asked !== found) {
    throw new UnusableFileError(
      `The file is ${found} by its byte order mark (bytes ${hex(first)}), not ${asked}.`,
    );
  }
  if (found) return found;
  if (asked === 'utf-16le' || asked === 'utf-16be') return asked;
  refuseWide(first);
  return undefined;
}

/**
 * Refuses UTF-16 and UTF-32 without a mark: in the header's Latin letters, every second byte, or three bytes in four,
 * are zero.
 */
function refuseWide(first: Buffer): void {
  const zero = [...first.subarray(0, 8)].map((byte) => (byte === 0 ? '0' : 'x')).join('');
  const [, encoding] = WIDE.find(([pattern]) => zero.startsWith(pattern)) ?? [];
  if (!encoding) return;
  throw new UnusableFileError(
    `The file looks like ${encoding} without a byte order mark: it begins with the bytes ${hex(first)}. Save it as "CSV UTF-8"${encoding.startsWith('UTF-16') ? `, or name its encoding: "encoding": "${encoding === 'UTF-16 LE' ? 'utf-16le' : 'utf-16be'}"` : ''}.`,
  );
}

const WIDE: readonly [string, string][] = [
  ['x000x000', 'UTF-32'],
  ['000x000x', 'UTF-32'],
  ['x0x0x0', 'UTF-16 LE'],
  ['0x0x0x', 'UTF-16 BE'],
];
