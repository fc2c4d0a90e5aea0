/** A record as somebody would find it who reads the text by hand, character by character. */
export interface ReferenceRecord {
  line: number;
  text: string;
  /** Absent when the record breaks RFC 4180. */
  cells?: string[];
}

/**
 * The plainest possible reader of RFC 4180, over decoded text. The finder of record ends and csv-parser are compared
 * with it. Empty lines are not records.
 */
export function referenceRecords(text: string): ReferenceRecord[] {
  const records: ReferenceRecord[] = [];
  let line = 1;
  for (let at = 0; at < text.length; ) {
    const end = recordEnd(text, at);
    const record = text.slice(at, end).replace(/\r?\n$|\r$/, '');
    if (record !== '') records.push({ line, text: record, ...cellsOf(record) });
    line += text.slice(at, end).split('\n').length - 1;
    at = end;
  }
  return records;
}

function recordEnd(text: string, start: number): number {
  let quoted = false;
  let fieldStart = true;
  for (let at = start; at < text.length; at++) {
    const char = text[at];
    if (quoted) {
      if (char !== '"') continue;
      if (text[at + 1] === '"') at++;
      else quoted = false;
    } else if (char === '\n') {
      return at + 1;
    } else if (char === '"' && fieldStart) {
      quoted = true;
    }
    fieldStart = char === ',' && !quoted;
  }
  return text.length;
}

function cellsOf(record: string): { cells?: string[] } {
  const cells: string[] = [];
  for (let at = 0; ; at++) {
    let cell = '';
    if (record[at] === '"') {
      for (at++; ; at++) {
        if (at >= record.length) return {};
        if (record[at] !== '"') cell += record[at];
        else if (record[at + 1] === '"') cell += record[at++];
        else break;
      }
      at++;
    } else {
      for (; at < record.length && record[at] !== ','; at++) {
        if ('"\r\n'.includes(record[at] as string)) return {};
        cell += record[at];
      }
    }
    cells.push(cell);
    if (at >= record.length) return { cells };
    if (record[at] !== ',') return {};
  }
}
