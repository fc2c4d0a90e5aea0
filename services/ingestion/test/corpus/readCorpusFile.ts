import type { FileOrder } from '../../src/csv/orders/fileOrder.ts';
import { readOrders } from '../../src/csv/orders/readOrders.ts';
import { chunkAsUtf8 } from '../../src/csv/records/parseRecords.ts';
import { UnusableFileError } from '../../src/csv/unusableFile.ts';
import { detectWrapping, unpack } from '../../src/csv/unwrap/unpack.ts';
import { buffered, plan } from '../csvFiles.ts';
import type { CorpusFile } from './corpusFile.ts';

const context = { correlationId: 'c', now: new Date('2026-11-29T12:00:00Z') };

/** The result of a file that is planned in chunks of this size, each of which is read on its own. */
export async function readCorpusFile(file: CorpusFile, chunkBytes: number, cuts: number[] = []) {
  try {
    return await read(file, chunkBytes, cuts);
  } catch (error) {
    if (!(error instanceof UnusableFileError)) throw error;
    return { refused: error.message };
  }
}

async function read({ bytes: given, rules = {} }: CorpusFile, chunkBytes: number, cuts: number[]) {
  const { wrapping, bytes } = await detectWrapping(buffered(given, cuts), rules.encoding);
  const unpacked = wrapping && (await unpack(bytes, wrapping, 1 << 20, rules.encoding));
  const text = await concatenated(unpacked?.bytes ?? bytes);
  const wide = unpacked?.wide;
  const planned = await plan(
    text,
    chunkBytes,
    wrapping ? [] : cuts,
    wide ? { ...rules, encoding: 'utf-8' } : rules,
  );
  const { columns, format, chunks, guessedDecimal } = planned;
  const values = { decimal: guessedDecimal, ...rules };
  const rows: unknown[] = [];
  for (const { start, end, firstLine, continues } of chunks) {
    const chunk = chunkAsUtf8(Buffer.from(text.subarray(start, end)), format);
    for await (const block of readOrders(
      chunk,
      { importId: 'i', firstLine, columns, format, values, continues },
      context,
    )) {
      rows.push(...block.flatMap(shown));
    }
  }
  return { encoding: wide ?? format.encoding ?? 'utf-8', delimiter: format.delimiter ?? ',', rows };
}

async function concatenated(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const buffers: Buffer[] = [];
  for await (const buffer of source) buffers.push(buffer);
  return Buffer.concat(buffers);
}

function shown({ record: { line }, item, fault }: FileOrder) {
  if (!item) return [{ line, ...fault }];
  const [first] = item.lines;
  const { pk: id, userId, note = '', createdAt } = item;
  return [{ line, id, userId, note, createdAt, ...first, lines: item.lines.map(({ sku }) => sku) }];
}
