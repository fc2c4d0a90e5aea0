import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buffered } from '../../../test/csvFiles.ts';
import { isWellFormed } from '../records/cells.ts';
import { decode1252 } from '../records/windows1252.ts';
import { detectRejects, importNamedIn, type OriginalForm, restoreRows } from './correctedRejects.ts';
import { REJECTS_HEADER, type Reject, rejectLine } from './rejectLine.ts';

const columns = ['orderId', undefined, 'note'];
const comma: OriginalForm = { delimiter: ',', columns };
const semicolon: OriginalForm = { delimiter: ';', columns };

async function corrected(file: string | Buffer, original = comma, cuts: number[] = []): Promise<Buffer> {
  const { bytes, rejects } = await detectRejects(buffered(Buffer.from(file), cuts));
  if (!rejects) throw new Error('no file of rejects');
  const rows: Buffer[] = [];
  for await (const buffer of restoreRows(bytes, rejects, original)) rows.push(buffer);
  return Buffer.concat(rows);
}

const textOf = async (...given: Parameters<typeof corrected>) => (await corrected(...given)).toString();
const rejectsOf = (...rejects: Reject[]) => `${REJECTS_HEADER}${rejects.map(rejectLine).join('')}`;
const reject = (record: string): Reject => ({ line: 7, column: 'sku', reason: 'is "no" sku', record });

describe('a file of rejects', () => {
  test.each([
    ['as it was written', REJECTS_HEADER],
    ['with a byte order mark', `\ufeff${REJECTS_HEADER}`],
    ['quoted', '"line";"column";"reason";"record"\r\n'],
    ['from a spreadsheet that adds cells', 'line\tcolumn\treason\trecord\t\t\r\n'],
    ['with a line for the delimiter', 'sep=;\r\nline;column;reason;record\r\n'],
    ['without a row', 'line,column,reason,record'],
  ])('is known by its header, %s', async (_, header) => {
    expect((await detectRejects(buffered(Buffer.from(header), [1, 3]))).rejects).toBeDefined();
  });

  test.each([
    'orderId,userId\n',
    `${'\ufeff'.repeat(13)}line,column,reason,record,more\n`,
    'line,column,reason,record,more\n',
    'line,column,reason\n',
    '',
  ])('is not %j, which comes through as it is', async (file) => {
    const { bytes, rejects } = await detectRejects(buffered(Buffer.from(file), [1]));
    expect(rejects).toBeUndefined();
    const all: Buffer[] = [];
    for await (const buffer of bytes) all.push(buffer);
    expect(Buffer.concat(all).toString()).toBe(file);
  });

  test('says by its name whose it is', () => {
    const id = '0190a000-1111-8222-9333-444455556666';
    expect(importNamedIn(`rejects-${id} (1).csv`)).toBe(id);
    expect(importNamedIn('rejects.csv')).toBeUndefined();
  });
});

describe('the rows of a file of rejects', () => {
  test('stand behind a header, each on its line', async () => {
    const file = rejectsOf(reject('a,x,"two\r\nlines, ""quoted"""'), reject('=1,x,'), reject("'=1,x,"));
    expect(await textOf(file)).toBe('orderId,-,note\na,x,"two\r\nlines, ""quoted"""\n=1,x,\n\'=1,x,\n');
  });

  test('keep the delimiter of their own file, whatever a spreadsheet made of that of the rejects', async () => {
    const file =
      'sep=;\r\nline;column;reason;record\r\n3;sku;"two\r\nlines";"a;x;""n;1"""\r\n;;;\r\n4;;x;b;x\r\n';
    expect(await textOf(file, semicolon)).toBe('\norderId;-;note\na;x;"n;1"\n\n\n"4;;x;b;x"\n');
    expect(await textOf('line\tcolumn\treason\trecord\r2\tsku\tx\ta;x;n\r', semicolon)).toBe(
      'orderId;-;note\na;x;n\n',
    );
  });

  test('keep their bytes', async () => {
    const file = Buffer.from(rejectsOf(reject('Zo\u00eb,x,')), 'latin1');
    expect(decode1252(await corrected(file))).toContain('Zo\u00eb,x,');
    expect(await textOf(rejectsOf(reject('\uff1d1,x,😀')))).toContain('\n\uff1d1,x,😀\n');
  });

  test('that are none any more do not swallow those behind them', async () => {
    const file = `${rejectsOf(reject('a,x,"open'))}7,sku,only three\n7,sku,a b,"c,x,"\n`;
    expect(await textOf(file)).toBe('orderId,-,note\n"a,x,""open"\n"7,sku,only three"\nc,x,\n');
  });

  test('behind a quote that is not closed are not made up', async () => {
    await expect(textOf(`${REJECTS_HEADER}7,sku,a,"b\n\n`)).rejects.toThrow('Line 2 of this file');
    await expect(textOf(`${REJECTS_HEADER}7,sku,a,"${'b\n'.repeat(600_000)}`)).rejects.toThrow('Line 2 of');
  });

  test('are the original records on the same lines, however the bytes come', async () => {
    const sign = fc.constantFrom("'", '=', '"', ',', ';', '\n', '\r', 'a', '😀', '\t', '\uff1d');
    const record = fc.string({ unit: sign }).filter((text) => text !== '');
    await fc.assert(
      fc.asyncProperty(fc.array(record), fc.nat(), async (records, seed) => {
        const file = Buffer.from(rejectsOf(...records.map(reject)));
        const cuts = [seed % (file.length + 1), (seed * 7) % (file.length + 1)].sort((a, b) => a - b);
        const rows = records.map((one) => (isWellFormed(one) ? one : `"${one.replaceAll('"', '""')}"`));
        expect(await textOf(file, comma, cuts)).toBe(['orderId,-,note', ...rows, ''].join('\n'));
      }),
    );
  });
});
