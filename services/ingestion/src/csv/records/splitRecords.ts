import type { Format } from '../format.ts';
import { RecordEndFinder } from './recordEndFinder.ts';

const LF = 0x0a;
const CR = 0x0d;

/** Where a record stands in a buffer. */
export interface RecordSpan {
  /** Physical line on which it starts; the first line of the file is 1. */
  line: number;
  /** Offsets of its bytes in the buffer, without the line end; `end` is excluded. */
  start: number;
  end: number;
}

/**
 * The records in a buffer that begins at the start of a record. An empty line is not a record: it is skipped, but
 * counted as a line.
 */
export function* splitRecords(bytes: Buffer, firstLine: number, format: Format = {}): Generator<RecordSpan> {
  const recordEnds = new RecordEndFinder(format);
  for (let start = 0; start < bytes.length; ) {
    start = recordEnds.skipEmptyLines(bytes, start, bytes.length);
    const line = firstLine + recordEnds.lines;
    const next = recordEnds.next(bytes, start);
    const stop = next < 0 ? bytes.length : next;
    const end = withoutLineEnd(bytes, start, stop);
    // In a file whose lines end with CR, an LF at the start of a record is the second half of a CRLF.
    const first = format.lineEnd === 'cr' && bytes[start] === LF ? start + 1 : start;
    if (end > first) yield { line, start: first, end };
    start = stop;
  }
}

/**
 * The end of a record without its LF or CRLF. A CR alone is removed too: it ends the lines of some files, and may be
 * the last byte of any file.
 */
function withoutLineEnd(bytes: Buffer, start: number, stop: number): number {
  const end = stop > start && bytes[stop - 1] === LF ? stop - 1 : stop;
  return end > start && bytes[end - 1] === CR ? end - 1 : end;
}
