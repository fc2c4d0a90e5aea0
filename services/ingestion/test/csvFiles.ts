import type { Plan } from '../src/csv/plan/plan.ts';
import { planFile } from '../src/csv/plan/planFile.ts';
import type { ReadingRules } from '../src/csv/readingRules.ts';
import { RECORD_LIMITS } from '../src/csv/recordLimits.ts';
import { chunkAsUtf8, type ParsedRecord, parseRecords, recordText } from '../src/csv/records/parseRecords.ts';
import { referenceRecords } from './csvReference.ts';

export const HEADER = 'orderId,userId,sku,quantity,unitPrice,currency,note';
export const COLUMNS = HEADER.split(',');

/** A file as a stream of buffers that end at these offsets and at the file's end. */
export async function* buffered(file: Buffer, cuts: number[] = []): AsyncGenerator<Buffer> {
  const ends = [...cuts, file.length];
  for (const [index, end] of ends.entries()) yield file.subarray(ends[index - 1] ?? 0, end);
}

export const plan = (
  file: Buffer,
  chunkBytes = 1 << 20,
  cuts: number[] = [],
  rules: ReadingRules = {},
): Promise<Plan> =>
  planFile(
    buffered(file, cuts),
    {
      chunkBytes,
      chunkRecords: 50_000,
      ...RECORD_LIMITS,
    },
    rules,
  );

/** A record as tests compare it: its line, text and cells. It has no cells when it breaks RFC 4180. */
export interface FoundRecord {
  line: number;
  text: string;
  cells: string[] | undefined;
}

/** The records of a planned file, read chunk by chunk from nothing but each chunk's bytes. */
export async function recordsByChunk(
  file: Buffer,
  { columns, format, chunks }: Plan,
): Promise<FoundRecord[]> {
  const found: FoundRecord[] = [];
  for (const { start, end, firstLine } of chunks) {
    const bytes = chunkAsUtf8(Buffer.from(file.subarray(start, end)), format);
    for await (const block of parseRecords(bytes, firstLine, columns, format)) {
      for (const record of block) found.push(asFound(bytes, record));
    }
  }
  return found;
}

const asFound = (bytes: Buffer, record: ParsedRecord): FoundRecord => ({
  line: record.line,
  text: recordText(bytes, record),
  cells: record.cells && Object.values(record.cells),
});

/** The same by the reference reader, which reads the whole file at once. */
export function recordsByReference(file: Buffer): FoundRecord[] {
  const [header, ...records] = referenceRecords(file.toString().replace(/^\uFEFF/, ''));
  const width = header?.cells?.length;
  const said = records.filter(({ cells, text }) => cells?.some((cell) => /[^ ]/.test(cell)) ?? text !== '');
  return said.map(({ line, text, cells }) => ({
    line,
    text,
    cells: fitted(cells, width ?? 0),
  }));
}

/** Drops empty cells beyond the last column: spreadsheets add them. */
const fitted = (cells: string[] | undefined, width: number) =>
  cells && cells.length >= width && cells.slice(width).every((cell) => cell === '')
    ? cells.slice(0, width)
    : undefined;
