import { type Cells, isWellFormed, parseCells } from './cells.ts';
import { type RecordSpan, recordsIn } from './records.ts';

/** A record with its cells, or with what is wrong with its form. */
export interface ParsedRecord extends RecordSpan {
  cells?: Cells;
  fault?: string;
}

/** csv-parser gets this many bytes at a time: enough to make its set-up cheap, little beside a chunk. */
const BLOCK_BYTES = 64 * 1024;
const QUOTE = 0x22;
const CR = 0x0d;
const LF = Buffer.from('\n');

/**
 * The records of a chunk with their cells, in blocks and in order.
 *
 * @param chunk bytes that begin where a record begins, on line `firstLine`; they are not changed.
 */
export async function* parsedRecords(
  chunk: Buffer,
  firstLine: number,
  columns: readonly string[],
): AsyncGenerator<ParsedRecord[]> {
  let block: RecordSpan[] = [];
  let blockStart = 0;
  for (const record of recordsIn(chunk, firstLine)) {
    block.push(record);
    if (record.end - blockStart < BLOCK_BYTES) continue;
    yield await parseBlock(chunk, block, columns);
    block = [];
    blockStart = record.end;
  }
  if (block.length > 0) yield await parseBlock(chunk, block, columns);
}

async function parseBlock(
  chunk: Buffer,
  block: RecordSpan[],
  columns: readonly string[],
): Promise<ParsedRecord[]> {
  const wellFormed = block.filter((record) => isPlain(chunk, record) || isWellFormed(textOf(chunk, record)));
  // A copy, because csv-parser removes the quotes in place.
  const copy = Buffer.concat(wellFormed.flatMap(({ start, end }) => [chunk.subarray(start, end), LF]));
  const cells = (await parseCells(copy, wellFormed.length, columns)).values();
  const parsed = new Map(wellFormed.map((record) => [record, cells.next().value]));
  return block.map((record) => {
    const row = parsed.get(record);
    if (!row) return { ...record, fault: 'a double quote or a line end is not where RFC 4180 allows one' };
    const count = Object.keys(row).length;
    if (count === columns.length) return { ...record, cells: row };
    return { ...record, fault: `has ${count} cell${count === 1 ? '' : 's'}, the header ${columns.length}` };
  });
}

/** The original text of a record. */
export const textOf = (chunk: Buffer, { start, end }: RecordSpan): string =>
  chunk.toString('utf8', start, end);

/** Without quotes and CR, there is nothing that could be malformed. */
function isPlain(chunk: Buffer, { start, end }: RecordSpan): boolean {
  for (let at = start; at < end; at++) {
    if (chunk[at] === QUOTE || chunk[at] === CR) return false;
  }
  return true;
}
