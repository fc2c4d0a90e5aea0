import { type Decimal, decimalOf, exponentOf } from './amounts.ts';
import { cellsOf } from './cells.ts';
import type { Format } from './format.ts';
import { textOf } from './parsedRecords.ts';
import { recordsIn } from './records.ts';

/** So much of a file is looked at. */
export const SAMPLE_BYTES = 64 * 1024;

/**
 * The decimal mark of a file's prices, when every price at its beginning has the same one and as many digits behind it as
 * its currency. In any other file a price is in minor units, as the contract has it: a whole number says nothing else.
 *
 * @param sample the file's bytes behind the header, {@link SAMPLE_BYTES} of them unless the file is shorter
 */
export function guessDecimal(
  sample: Buffer,
  columns: readonly string[],
  format: Format,
): Decimal | undefined {
  const price = columns.indexOf('unitPrice');
  const currency = columns.indexOf('currency');
  const marks = new Set<Decimal | undefined>();
  for (const record of recordsIn(sample, 1, format)) {
    if (record.end === sample.length && sample.length >= SAMPLE_BYTES) break;
    const cells = cellsOf(textOf(sample, record), format.delimiter ?? ',') ?? [];
    const [amount = '', code = ''] = [cells[price], cells[currency]];
    if (amount.trim() === '' || exponentOf(code) === 0) continue;
    marks.add(decimalOf(amount, code));
    if (marks.has(undefined)) return undefined;
  }
  const [mark, ...others] = marks;
  return others.length === 0 ? mark : undefined;
}
