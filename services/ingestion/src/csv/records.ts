import type { Format } from './format.ts';
import { RecordScanner } from './recordScanner.ts';

const LF = 0x0a;
const CR = 0x0d;

/** Where a record is. */
export interface RecordSpan {
  /** Physical line on which it starts; the first line of the file is 1. */
  line: number;
  /** Its bytes without the line end, from the beginning of the buffer. */
  start: number;
  end: number;
}

/**
 * The records in bytes that begin where a record begins. A line without a character is no record: it is skipped, but
 * counts as a line.
 */
export function* recordsIn(bytes: Buffer, firstLine: number, format: Format = {}): Generator<RecordSpan> {
  const scanner = new RecordScanner(format);
  for (let start = 0; start < bytes.length; ) {
    start = scanner.skipEmptyLines(bytes, start, bytes.length);
    const line = firstLine + scanner.lines;
    const next = scanner.next(bytes, start);
    const stop = next < 0 ? bytes.length : next;
    const end = withoutLineEnd(bytes, start, stop);
    // In a file of CRs, an LF behind one of them is the second half of a CRLF.
    const first = format.lineEnd === 'cr' && bytes[start] === LF ? start + 1 : start;
    if (end > first) yield { line, start: first, end };
    start = stop;
  }
}

/** The end of a record without LF or CRLF; at the end of a file, also without a CR alone. */
function withoutLineEnd(bytes: Buffer, start: number, stop: number): number {
  const end = stop > start && bytes[stop - 1] === LF ? stop - 1 : stop;
  return end > start && bytes[end - 1] === CR ? end - 1 : end;
}
