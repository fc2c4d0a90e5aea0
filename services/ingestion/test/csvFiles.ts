import { type ParsedRecord, parsedRecords, textOf } from '../src/csv/parsedRecords.ts';
import { MAX_RECORD_BYTES, type Plan, planFile } from '../src/csv/planner.ts';
import { referenceRecords } from './csvReference.ts';

export const HEADER = 'orderId,userId,sku,quantity,unitPrice,currency,note';
export const COLUMNS = HEADER.split(',');

/** A file as a stream of buffers that end at these offsets and at its end. */
export async function* buffered(file: Buffer, cuts: number[] = []): AsyncGenerator<Buffer> {
  const ends = [...cuts, file.length];
  for (const [index, end] of ends.entries()) yield file.subarray(ends[index - 1] ?? 0, end);
}

export const plan = (file: Buffer, chunkBytes = 1 << 20, cuts: number[] = []): Promise<Plan> =>
  planFile(buffered(file, cuts), {
    chunkBytes,
    chunkRecords: 50_000,
    maxRecordBytes: MAX_RECORD_BYTES,
  });

/** A record as a test compares it: where, what text, which cells; none when it is not what RFC 4180 allows. */
export interface FoundRecord {
  line: number;
  text: string;
  cells: string[] | undefined;
}

/** The records of a file, planned in chunks of this size and read chunk by chunk from nothing but a chunk's bytes. */
export async function recordsByChunk(file: Buffer, { columns, chunks }: Plan): Promise<FoundRecord[]> {
  const found: FoundRecord[] = [];
  for (const { start, end, firstLine } of chunks) {
    const bytes = Buffer.from(file.subarray(start, end));
    for await (const block of parsedRecords(bytes, firstLine, columns)) {
      for (const record of block) found.push(asFound(bytes, record));
    }
  }
  return found;
}

const asFound = (bytes: Buffer, record: ParsedRecord): FoundRecord => ({
  line: record.line,
  text: textOf(bytes, record),
  cells: record.cells && Object.values(record.cells),
});

/** The same by the reference reader, from the whole file at once. */
export function recordsByReference(file: Buffer): FoundRecord[] {
  const [header, ...records] = referenceRecords(file.toString().replace(/^\uFEFF/, ''));
  const width = header?.cells?.length;
  return records.map(({ line, text, cells }) => ({
    line,
    text,
    cells: cells?.length === width ? cells : undefined,
  }));
}
