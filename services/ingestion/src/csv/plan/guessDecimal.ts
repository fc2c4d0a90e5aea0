import type { Format } from '../format.ts';
import { cellsOf } from '../records/cells.ts';
import { recordText } from '../records/parseRecords.ts';
import { splitRecords } from '../records/splitRecords.ts';
import { type Decimal, decimalOf, exponentOf } from '../values/amounts.ts';

/** How many bytes of a file are examined. */
export const SAMPLE_BYTES = 64 * 1024;

/**
 * The decimal mark of a file's prices, if every price at its beginning has the same one and as many digits after it as
 * its currency has. In any other file prices are in minor units, as the contract has it: whole numbers give no hint of
 * anything else.
 *
 * @param sample the file's bytes after the header, {@link SAMPLE_BYTES} of them unless the file is shorter
 */
export function guessDecimal(
  sample: Buffer,
  columns: readonly string[],
  format: Format,
): Decimal | undefined {
  const price = columns.indexOf('unitPrice');
  const currency = columns.indexOf('currency');
  const marks = new Set<Decimal | undefined>();
  for (const record of splitRecords(sample, 1, format)) {
    if (record.end === sample.length && sample.length >= SAMPLE_BYTES) break;
    const cells = cellsOf(recordText(sample, record), format.delimiter ?? ',') ?? [];
    const [amount = '', code = ''] = [cells[price], cells[currency]];
    if (amount.trim() === '' || exponentOf(code) === 0) continue;
    marks.add(decimalOf(amount, code));
    if (marks.has(undefined)) return undefined;
  }
  const [mark, ...others] = marks;
  return others.length === 0 ? mark : undefined;
}
