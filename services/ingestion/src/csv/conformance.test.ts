import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { COLUMNS, HEADER, plan, recordsByChunk, recordsByReference } from '../../test/csvFiles.ts';

const row = (id: string, note = '') => `${id},ann,TEA-1,2,350,EUR,${note}`;

/** Small files of kinds that some reader has got wrong at some time. */
const FILES: Record<string, string> = {
  'LF and a line end at the end': `${HEADER}\n${row('a')}\n${row('b')}\n`,
  'no line end at the end': `${HEADER}\n${row('a')}\n${row('b', 'x')}`,
  CRLF: `${HEADER}\r\n${row('a')}\r\n${row('b', '"x"')}\r\n`,
  'CRLF and LF mixed': `${HEADER}\r\n${row('a')}\n${row('b')}\r\n${row('c', '"1\r\n2\n3"')}\n${row('d')}`,
  'a CR at the very end': `${HEADER}\n${row('a', 'x')}\r`,
  'empty lines everywhere': `\n\r\n${HEADER}\n\n\n${row('a')}\n\r\n${row('b')}\n\n`,
  'line breaks in quotes': `${HEADER}\n${row('a', '"1\n2\n\n3"')}\n${row('b', '"\n"')}\n${row('c', '"\r\n"')}\n`,
  'quotes in quotes': `${HEADER}\n${row('a', '""""')}\n${row('b', '"x""y"')}\n${row('c', '"""x"""')}\n${row('d', '""')}`,
  'commas in quotes': `${HEADER}\n"a,1",ann,"T,",2,350,EUR,","\n${row('b', '"x,""y"",z"')}\n`,
  'quoted line break beside escaped quotes': `${HEADER}\n${row('a', '"""\n"""')}\n${row('b', '"\n"",""\n"')}\n`,
  'wide characters': `${HEADER}\n${row('a', 'ä€😀')}\n${row('b', '"😀\n€,ä"')}\n${row('é', '\u2028')}\n`,
  'a byte order mark': `\uFEFF${HEADER}\n${row('a')}\n`,
  'a byte order mark before a quoted header': `\uFEFF"orderId",userId,sku,quantity,unitPrice,currency,note\n${row('a')}\n`,
  'a byte order mark in the middle': `${HEADER}\n\uFEFF${row('a')}\n`,
  'quotes in fields that are not quoted': `${HEADER}\n${row('a', '5" pipe')}\n${row('b')}\n${row('c', 'x"y"z')}\n${row('d')}`,
  'text behind a closing quote': `${HEADER}\n${row('a', '"x"y')}\n${row('b', '"x" ')}\n${row('c', '"x""y"z"w"')}\n`,
  'a quote behind a space': `${HEADER}\n${row('a', ' "x')}\n${row('b', ' "x"')}\n${row('c')}\n`,
  'a CR in a field that is not quoted': `${HEADER}\n${row('a', 'x\ry')}\n${row('b', 'x\r')}\r\n${row('c')}\n`,
  'too few and too many cells': `${HEADER}\na\n${row('b')},\n,\n,,,,,,\n${row('c', 'x,y')}\n`,
  'one column less': `orderId,userId,sku,quantity,unitPrice,currency\na,ann,T,1,1,EUR\nb,ann,T,1,1,EUR,x\n`,
  'a NUL': `${HEADER}\n${row('a', 'x\0y')}\n`,
  'the header alone': `${HEADER}\n`,
  'the header alone without line end': HEADER,
};

describe.each(Object.entries(FILES))('a file with %s', (_, text) => {
  const file = Buffer.from(text);
  const expected = recordsByReference(file);

  test('is read the same in chunks of every size', async () => {
    for (let chunkBytes = 1; chunkBytes <= file.length; chunkBytes++) {
      const planned = await plan(file, chunkBytes);
      expect({ chunkBytes, records: await recordsByChunk(file, planned) }).toEqual({
        chunkBytes,
        records: expected,
      });
      expect(tiles(planned, file.length)).toBe(true);
    }
  });

  test('is planned the same wherever its stream is cut', async () => {
    for (const chunkBytes of [1, 40, file.length]) {
      const whole = await plan(file, chunkBytes);
      for (let cut = 0; cut <= file.length; cut++) {
        expect({ cut, plan: await plan(file, chunkBytes, [cut]) }).toEqual({ cut, plan: whole });
      }
      const everywhere = Array.from({ length: file.length }, (__, index) => index);
      expect(await plan(file, chunkBytes, everywhere)).toEqual(whole);
    }
  });
});

type Planned = Awaited<ReturnType<typeof plan>>;

/** Whether the chunks follow each other from the header to the end of the file. */
function tiles({ chunks, headerBytes }: Planned, length: number): boolean {
  const ends = [headerBytes, ...chunks.map(({ end }) => end)];
  return (
    chunks.every(({ index, start, end }, at) => index === at && start === ends[at] && end > start) &&
    (ends.at(-1) === length || chunks.length === 0)
  );
}

describe('any file', () => {
  const sign = fc.constantFrom('a', ',', '"', '\n', '\r', '\r\n', ' ', 'ä', '€', '😀', '\uFEFF', "'");
  const cell = fc.string({ unit: sign, maxLength: 8 });
  const lineEnd = fc.constantFrom('\n', '\r\n', '\n\n', '\r\n\r\n');
  const needsQuotes = (value: string) => /[",\r\n]/.test(value);
  const quote = (value: string) => `"${value.replaceAll('"', '""')}"`;
  const bytesFrom = (text: string, mark: boolean) => Buffer.from(`${mark ? '\uFEFF' : ''}${text}`);
  const cutting = { chunkBytes: fc.integer({ min: 1, max: 200 }), cut: fc.nat(400), mark: fc.boolean() };

  test('that is written by the rules is read as it was meant', async () => {
    const rowOfCells = fc.record({
      cells: fc.array(cell, { minLength: COLUMNS.length, maxLength: COLUMNS.length }),
      quoted: fc.array(fc.boolean(), { minLength: COLUMNS.length, maxLength: COLUMNS.length }),
      end: lineEnd,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(rowOfCells, { maxLength: 8 }), fc.record(cutting), async (rows, how) => {
        const lines = rows.map(({ cells, quoted, end }) => {
          const fields = cells.map((value, index) =>
            quoted[index] || needsQuotes(value) ? quote(value) : value,
          );
          return fields.join(',') + end;
        });
        const file = bytesFrom(`${HEADER}\n${lines.join('')}`, how.mark);
        const planned = await plan(file, how.chunkBytes, [Math.min(how.cut, file.length)]);
        const found = await recordsByChunk(file, planned);
        expect(found.map(({ cells }) => cells)).toEqual(rows.map(({ cells }) => cells));
      }),
      { numRuns: 300 },
    );
  });

  test('with anything in it is read as the reference reads it', async () => {
    const anything = fc.string({ unit: sign, maxLength: 120 });
    await fc.assert(
      fc.asyncProperty(anything, fc.record(cutting), async (body, how) => {
        const file = bytesFrom(`${HEADER}\n${body}`, how.mark);
        const planned = await plan(file, how.chunkBytes, [Math.min(how.cut, file.length)]).catch((error) => {
          expect(error.message).toMatch(/never closed/);
        });
        if (planned) expect(await recordsByChunk(file, planned)).toEqual(recordsByReference(file));
      }),
      { numRuns: 1_000 },
    );
  });
});
