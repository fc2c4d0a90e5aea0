const DELIMITERS = [',', ';', '\t', '|'];
/** First line with which spreadsheets declare the delimiter. */
const SEPARATOR = /^"?sep=(.)/i;

/**
 * The column names at the beginning of a file, to choose from. Only the import knows how the file is really read:
 * this guess may be wrong for an unusual file.
 */
export function headerNames(bytes: Uint8Array): string[] {
  const lines = textOf(bytes)
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '');
  const [, said] = SEPARATOR.exec(lines[0] ?? '') ?? [];
  const header = lines[said ? 1 : 0] ?? '';
  const cells = (said ? [said] : DELIMITERS).map((delimiter) => cellsOf(header, delimiter));
  const names = cells.toSorted((a, b) => b.length - a.length)[0] ?? [];
  return [...new Set(names.map((name) => name.trim()).filter((name) => name !== ''))];
}

function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    // The text may end in the middle of a character.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function cellsOf(line: string, delimiter: string): string[] {
  const cells = [''];
  let quoted = false;
  for (const sign of line) {
    if (sign === '"') quoted = !quoted;
    else if (sign === delimiter && !quoted) cells.push('');
    else cells[cells.length - 1] += sign;
  }
  return cells;
}

/** Bytes that are searched for the header. */
const HEAD_BYTES = 64 * 1024;

/** The column names of a chosen file, which may be gzip; empty if it cannot be read. */
export async function namesOf(file: Blob): Promise<string[]> {
  try {
    return headerNames(await headOf(file));
  } catch {
    return [];
  }
}

async function headOf(file: Blob): Promise<Uint8Array> {
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  if (head[0] !== 0x1f || head[1] !== 0x8b) return head;
  const reader = new Blob([head]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  // Truncated gzip data fails only at its end; the first part is decoded before.
  const { value = new Uint8Array() } = await reader.read();
  await reader.cancel().catch(() => {});
  return value;
}
