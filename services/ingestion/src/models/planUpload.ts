import { env } from '@orderflow/lambda';
import type { ImportChunk } from '@orderflow/validation';
import type { ReadingRules } from '../csv/head.ts';
import { RECORD_LIMITS } from '../csv/limits.ts';
import { type Plan, planFile } from '../csv/planner.ts';
import type { Wrapping } from '../csv/signature.ts';
import { look, unpack } from '../csv/unpack.ts';
import { UnusableFileError } from '../csv/unusableFile.ts';
import { type FileHead, readFile } from '../lib/importFiles.ts';
import { keepPlain } from '../lib/plainCopy.ts';
import type { Store } from '../lib/store.ts';
import { type ImportItem, plainKey, type Understood, type Upload } from './imports.ts';

/** A file that was read to its end. */
export interface PlannedFile {
  /** What the chunks are cut of: the upload, or what was unpacked of it. */
  object: Upload['object'];
  /** Of {@link object}. */
  bytes: number;
  plan: Plan;
  wrapping?: Wrapping | undefined;
  wide?: 'utf-16le' | 'utf-16be' | undefined;
}

/**
 * Plans an upload. One that cannot be cut as it is, gzip or UTF-16, is unpacked into a plain copy first.
 *
 * @throws UnusableFileError
 */
export async function planUpload(
  { pk, reading = {} }: ImportItem,
  { object: upload, chunkBytes, chunkRecords }: Upload,
  head: FileHead,
  store: Pick<Store, 's3' | 'bucket'>,
): Promise<PlannedFile> {
  const limits = { chunkBytes, chunkRecords, ...RECORD_LIMITS };
  const { wrapping, bytes } = await look(await readFile(upload, store), reading.encoding);
  refuseEncoded(head, wrapping);
  if (!wrapping) return { object: upload, bytes: head.bytes, plan: await planFile(bytes, limits, reading) };
  const plain = await unpack(bytes, wrapping, Number(env('MAX_IMPORT_BYTES')), reading.encoding);
  const object = await keepPlain(plainKey(pk), plain.bytes, store);
  const rules = plain.wide ? { ...reading, encoding: 'utf-8' as const } : reading;
  const plan = await planFile(await readFile(object, store), limits, rules);
  return { object, bytes: plan.chunks.at(-1)?.end ?? plan.headerBytes, plan, wrapping, wide: plain.wide };
}

/** A file that was sent as gzip is stored as gzip, and read as that. */
function refuseEncoded({ contentEncoding }: FileHead, wrapping: Wrapping | undefined): void {
  // `aws-chunked` is how the object came, not how it is stored.
  const encodings = contentEncoding.split(',').map((name) => name.trim());
  const encoded = encodings.find((name) => !['', 'identity', 'aws-chunked'].includes(name));
  if (encoded && !(encoded === 'gzip' && wrapping === 'gzip')) {
    throw new UnusableFileError(`The file has the Content-Encoding ${encoded}. Upload it as plain text.`);
  }
}

/** How cells are written: as the importer says, or as was guessed. */
export function valuesOf(
  { decimal, dateFormat, timeZone }: ReadingRules,
  { guessedDecimal }: Plan,
): NonNullable<ImportChunk['values']> {
  const mark = decimal ?? guessedDecimal;
  return {
    ...(mark && { decimal: mark }),
    ...(dateFormat !== undefined && { dateFormat }),
    ...(timeZone !== undefined && { timeZone }),
  };
}

/** What is told of how a file was read. */
export function understoodOf({ plan, wrapping, wide }: PlannedFile, reading: ReadingRules = {}): Understood {
  const { format, understood, guessedEncoding, guessedDecimal } = plan;
  const guessed = [
    ...(guessedEncoding ? ['encoding' as const] : []),
    ...(guessedDecimal && !reading.decimal ? ['decimal' as const] : []),
    ...(understood.some(({ by }) => by === 'alias') ? ['columns' as const] : []),
  ];
  return {
    encoding: wide ?? format.encoding ?? 'utf-8',
    delimiter: format.delimiter ?? ',',
    ...(wrapping === 'gzip' && { compression: 'gzip' as const }),
    ...valuesOf(reading, plan),
    columns: understood.map(({ header, column, by }) => ({ header, ...(column && { column }), by })),
    guessed,
  };
}
