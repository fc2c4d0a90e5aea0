import { env } from '@orderflow/lambda';
import type { ImportChunk } from '@orderflow/validation';
import type { Plan } from '../csv/plan/plan.ts';
import { planFile } from '../csv/plan/planFile.ts';
import type { ReadingRules } from '../csv/readingRules.ts';
import { RECORD_LIMITS } from '../csv/recordLimits.ts';
import { detectRejects, restoreRows } from '../csv/rejects/correctedRejects.ts';
import { UnusableFileError } from '../csv/unusableFile.ts';
import type { Wrapping } from '../csv/unwrap/signature.ts';
import { detectWrapping, unpack } from '../csv/unwrap/unpack.ts';
import { type FileHead, readFile } from '../lib/importFiles.ts';
import { keepPlain } from '../lib/plainCopy.ts';
import type { FilesStore } from '../lib/store.ts';
import { type ImportItem, plainKey, type Understood, type Upload } from './imports.ts';
import { originalOf } from './originalOf.ts';

/** A file that was read to its end. */
export interface PlannedFile {
  /** The object of which the chunks are parts: the upload, or its plain copy. */
  object: Upload['object'];
  /** The size of {@link object}. */
  bytes: number;
  plan: Plan;
  /** More than {@link plan} has, for a file that is planned in parts. */
  chunksTotal: number;
  /** The rules that were known before it was read. */
  reading: ReadingRules;
  /** The import whose rejects it has. */
  rejectsOf?: string | undefined;
  wrapping?: Wrapping | undefined;
  wide?: 'utf-16le' | 'utf-16be' | undefined;
}

/**
 * Plans an upload. A file that cannot be cut as it is (gzip, UTF-16) is first unpacked into a plain copy. For a file of
 * another import's rejects, the copy has the rows as the original file had them.
 *
 * @throws UnusableFileError
 */
export async function planUpload(
  item: ImportItem,
  { object: upload, chunkBytes, chunkRecords }: Upload,
  head: FileHead,
  store: FilesStore,
): Promise<PlannedFile> {
  const { pk, reading = {} } = item;
  const limits = { chunkBytes, chunkRecords, ...RECORD_LIMITS };
  const { wrapping, bytes } = await detectWrapping(await readFile(upload, store), reading.encoding);
  refuseEncoded(head, wrapping);
  const plain = wrapping && (await unpack(bytes, wrapping, mostInOneRun(), reading.encoding));
  const { bytes: text, rejects } = await detectRejects(plain?.bytes ?? bytes);
  const original = rejects && (await originalOf(item, store));
  const rules = {
    ...original?.reading,
    ...(original ? withoutForm(reading) : reading),
    ...(plain?.wide && { encoding: 'utf-8' as const }),
  };
  if (!plain && !original) {
    const plan = await planFile(text, limits, rules);
    return { object: upload, bytes: head.bytes, plan, chunksTotal: plan.chunks.length, reading };
  }
  const rows = original ? restoreRows(text, rejects, original.form) : text;
  const object = await keepPlain(plainKey(pk), rows, store);
  const plan = await planFile(await readFile(object, store), limits, rules);
  return {
    object,
    bytes: plan.chunks.at(-1)?.end ?? plan.headerBytes,
    plan,
    chunksTotal: plan.chunks.length,
    reading: rules,
    rejectsOf: original?.importId,
    wrapping,
    wide: plain?.wide,
  };
}

/** Larger files are planned in parts. They must be plain, because a file is unpacked in one run. */
export const mostInOneRun = (): number =>
  Math.min(Number(env('MAX_IMPORT_BYTES')), Number(env('PLAN_RUN_BYTES')));

/** The rules for a file of rejects, without those on how its rows are cut: the original import knows that. */
const withoutForm = ({
  delimiter: _,
  mapping: __,
  ignoreUnknown: ___,
  ...values
}: ReadingRules): ReadingRules => values;

/** Refuses a content encoding, unless the file was sent as gzip: then it is stored and read as gzip. */
export function refuseEncoded({ contentEncoding }: FileHead, wrapping: Wrapping | undefined): void {
  // `aws-chunked` is how the object was sent, not how it is stored.
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

/** How a file was read, as callers see it. */
export function understoodOf({ plan, wrapping, wide, reading, rejectsOf }: PlannedFile): Understood {
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
    ...(rejectsOf !== undefined && { rejectsOf }),
    ...valuesOf(reading, plan),
    columns: understood.map(({ header, column, by }) => ({ header, ...(column && { column }), by })),
    guessed,
  };
}
