import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Encoding } from '../format.ts';
import { UnusableFileError } from '../unusableFile.ts';
import { withFirstBytes } from './firstBytes.ts';
import { SIGNATURE_BYTES, type Wrapping, wrappingOf } from './signature.ts';

/** How many times larger a gzip file may be when it is unpacked. A table of orders is some 5 to 30 times larger. */
const MAX_RATIO = 200;
/** The ratio is checked from this many bytes on: a small file of equal rows is not a bomb. */
const RATIO_FROM = 16 * 1024 * 1024;
/** A byte that never occurs in UTF-8: the record that has it is rejected. */
const NO_CHARACTER = Buffer.from([0xff]);

/** A stream whose beginning was examined. */
interface DetectedWrapping {
  wrapping: Wrapping | undefined;
  bytes: AsyncIterable<Buffer>;
}

/**
 * Examines the first bytes of a file.
 *
 * @throws UnusableFileError for a file that cannot be read at all.
 */
export async function detectWrapping(
  source: AsyncIterable<Buffer>,
  asked?: Encoding,
): Promise<DetectedWrapping> {
  const buffers = withFirstBytes(source, SIGNATURE_BYTES);
  const { value: first = Buffer.alloc(0) } = await buffers.next();
  async function* whole(): AsyncGenerator<Buffer> {
    yield first;
    yield* buffers;
  }
  return { wrapping: wrappingOf(first, asked), bytes: whole() };
}

/** The content of a file that cannot be cut as it is. */
export interface Unpacked {
  /** A stream; memory stays flat. UTF-8, unless the encoding is still unknown. */
  bytes: AsyncIterable<Buffer>;
  /** The UTF-16 encoding that it had. */
  wide: 'utf-16le' | 'utf-16be' | undefined;
}

/**
 * Unpacks gzip, and converts UTF-16 to UTF-8.
 *
 * @throws UnusableFileError, also while it streams: damaged, too large, or packed twice.
 */
export async function unpack(
  source: AsyncIterable<Buffer>,
  wrapping: Wrapping,
  maxBytes: number,
  asked?: Encoding,
): Promise<Unpacked> {
  if (wrapping !== 'gzip') return { bytes: utf8From(source, wrapping), wide: wrapping };
  const inner = await detectWrapping(gunzipped(source, maxBytes), asked);
  if (inner.wrapping === 'gzip')
    throw new UnusableFileError('The file is packed with gzip twice. Pack it once.');
  if (inner.wrapping) return { bytes: utf8From(inner.bytes, inner.wrapping), wide: inner.wrapping };
  return { bytes: inner.bytes, wide: undefined };
}

async function* gunzipped(source: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<Buffer> {
  const packed = Readable.from(source);
  const gunzip = createGunzip();
  packed.on('error', (error) => gunzip.destroy(error));
  packed.pipe(gunzip);
  let bytes = 0;
  try {
    for await (const buffer of gunzip as AsyncIterable<Buffer>) {
      bytes += buffer.length;
      if (bytes > maxBytes) {
        throw new UnusableFileError(
          `The file has more than ${maxBytes} bytes when it is unpacked; that is the limit. Cut it into smaller files.`,
        );
      }
      if (bytes > RATIO_FROM && bytes > MAX_RATIO * gunzip.bytesWritten) {
        throw new UnusableFileError(
          `The file is more than ${MAX_RATIO} times as large when it is unpacked, which no file of orders is. Send it unpacked.`,
        );
      }
      yield buffer;
    }
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (!code.startsWith('Z_')) throw error;
    throw new UnusableFileError(`The gzip file is damaged or cut off (${message}). Pack it again.`);
  } finally {
    packed.destroy();
    gunzip.destroy();
  }
}

async function* utf8From(
  source: AsyncIterable<Buffer>,
  encoding: 'utf-16le' | 'utf-16be',
): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const buffer of source) {
    const bytes = Buffer.concat([rest, buffer]);
    const whole = wholeUnits(bytes, encoding);
    rest = bytes.subarray(whole);
    yield utf8Of(bytes.subarray(0, whole), encoding);
  }
  if (rest.length > 0) yield utf8Of(rest.subarray(0, rest.length & ~1), encoding);
  if (rest.length % 2 === 1) yield NO_CHARACTER;
}

/** How many of the bytes end with a whole character. */
function wholeUnits(bytes: Buffer, encoding: 'utf-16le' | 'utf-16be'): number {
  const even = bytes.length & ~1;
  if (even === 0) return 0;
  const high = bytes[encoding === 'utf-16le' ? even - 1 : even - 2] as number;
  return high >= 0xd8 && high <= 0xdb ? even - 2 : even;
}

function utf8Of(bytes: Buffer, encoding: 'utf-16le' | 'utf-16be'): Buffer {
  const little = encoding === 'utf-16le' ? bytes : Buffer.from(bytes).swap16();
  const text = little.toString('utf16le');
  if (text.isWellFormed()) return Buffer.from(text);
  return Buffer.concat(text.split(HALF).map((part) => (HALF.test(part) ? NO_CHARACTER : Buffer.from(part))));
}

/** Half of a surrogate pair. */
const HALF = /(\p{Surrogate})/u;
