import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, jest, test } from '@jest/globals';
import { isLinear } from '@orderflow/validation/testing';
import fc from 'fast-check';
import { buffered, HEADER, plan, recordsByChunk } from '../../../test/csvFiles.ts';
import { readHeader } from '../preamble/readHeader.ts';
import { UnusableFileError } from '../unusableFile.ts';
import { planFile } from './planFile.ts';

const reasonFor = async (file: string | Buffer, cuts: number[] = []) => {
  const error: unknown = await plan(Buffer.from(file), 1 << 20, cuts).catch((reason) => reason);
  expect(error).toBeInstanceOf(UnusableFileError);
  return (error as Error).message;
};
const limited = (text: string, maxHeldBytes: number, cuts: number[] = []) =>
  planFile(buffered(Buffer.from(text), cuts), {
    chunkBytes: 1_000,
    chunkRecords: 1_000,
    maxHeaderBytes: 1_000,
    maxHeldBytes,
  });

/** Bytes of the buffers that are still referenced. */
async function buffersAfterCollection(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // Memory that the first collection finds is freed in the background; after the second one it is no longer counted.
  collect();
  await setImmediate();
  collect();
  return process.memoryUsage().arrayBuffers;
}

describe('planFile', () => {
  test('ends a chunk with the record that reaches the size, and says on which line the next begins', async () => {
    const file = Buffer.from(`\uFEFF\r\n${HEADER}\n${'a,"\n",c\nb,"\n",c\n'.repeat(2)}`);
    const { headerBytes, chunks } = await plan(file, 10);
    expect(headerBytes).toBe(5 + HEADER.length + 1);
    expect(
      chunks.map(({ start, end, firstLine }) => [start - headerBytes, end - headerBytes, firstLine]),
    ).toEqual([
      [0, 16, 3],
      [16, 32, 7],
    ]);
  });

  test('ends a chunk with the record that reaches the count', async () => {
    const file = Buffer.from(`${HEADER}\n${'a\nb\n'.repeat(12)}a\n`);
    const limits = { chunkBytes: 1_000, chunkRecords: 10, maxHeaderBytes: 100, maxHeldBytes: 100 };
    const { chunks } = await planFile(buffered(file, [70]), limits);
    expect(chunks.map(({ start, end }) => (end - start) / 2)).toEqual([10, 10, 5]);
  });

  test('counts no empty line as a record, and cuts empty lines by their bytes', async () => {
    const file = Buffer.from(`${HEADER}\n${'\n'.repeat(95)}${'a\r\n\r\nb\r\n\r\n'.repeat(7)}a\r\n\r\n`);
    const limits = { chunkBytes: 50, chunkRecords: 10, maxHeaderBytes: 100, maxHeldBytes: 100 };
    const { chunks, headerBytes } = await planFile(buffered(file), limits);
    expect(chunks.map(({ start, end }) => [start - headerBytes, end - headerBytes])).toEqual([
      [0, 50],
      [50, 100],
      [100, 150],
      [150, 170],
    ]);
  });

  test('keeps rows of one order that stand next to each other in one chunk, wherever the stream is cut', async () => {
    const file = `${HEADER}\na,1\na,2\n,,\n\n"a",3\nb\na\n  \na\na\n`;
    for (let cut = 0; cut <= file.length; cut++) {
      const { chunks, headerBytes } = await plan(Buffer.from(file), 1, [cut]);
      const texts = chunks.map(({ start, end }) => file.slice(start, end).replaceAll('\n', '|'));
      expect(texts).toEqual(['a,1|a,2|,,||"a",3|', 'b|', 'a|  |a|a|']);
      expect(headerBytes).toBe(HEADER.length + 1);
    }
  });

  test('cuts a thousand rows of one order, and says that the next chunk continues it', async () => {
    const { chunks } = await plan(Buffer.from(`${HEADER}\n${'a\n'.repeat(2_500)}b\n`), 1);
    expect(chunks.map(({ start, end, continues = false }) => [(end - start) / 2, continues])).toEqual([
      [1_001, false],
      [1_001, true],
      [498, true],
      [1, false],
    ]);
  });

  test('makes the same plan of any mixture of empty lines, wherever the stream is cut', async () => {
    const part = fc.constantFrom('\n', '\r\n', '\n\n\n', 'a\n', '"\n\n"\r\n', '\r\r\n', ',', '\r');
    const text = fc.array(part, { maxLength: 40 }).map((parts) => `\n\r\n${HEADER}\r\n${parts.join('')}`);
    const cuts = fc.array(fc.nat(150), { maxLength: 12 });
    const limits = { chunkBytes: 7, chunkRecords: 3, maxHeaderBytes: 1_000, maxHeldBytes: 1_000 };
    await fc.assert(
      fc.asyncProperty(text, cuts, async (file, at) => {
        const bytes = Buffer.from(file);
        const ends = at.filter((one) => one < bytes.length).sort((a, b) => a - b);
        const outcome = (some: number[]) => planFile(buffered(bytes, some), limits).catch(String);
        expect(await outcome(ends)).toEqual(await outcome([]));
      }),
    );
  });

  // Empty lines are the shortest records: they are skipped without a search for each.
  test.each(['\n', '\r\n'])('searches a file of %j as seldom as one of rows', async (line) => {
    const searches = jest.spyOn(Buffer.prototype, 'indexOf');
    const [before, after] = [line.repeat(100_000), line.repeat(100_000)];
    await plan(Buffer.from(`${before}${HEADER}\n${after}`));
    expect(searches.mock.calls.length).toBeLessThan(50);
    searches.mockRestore();
  });

  test.each([
    ['line feeds', '\n'],
    ['CRLFs', '\r\n'],
    ['rows of one byte', 'a\n'],
    ['rows', 'o,ann,tea,1,5,EUR,ring twice\n'],
    ['quoted line feeds', '"\n\n\n\n\n"\n'],
    ['empty quotes', '""\n'],
    ['quotes in the wrong place', 'a"\n'],
    ['carriage returns', '\r\r\r\n'],
    ['commas', ',,,,,,,,\n'],
    ['4-byte characters', '😀\n'],
  ])(
    'takes time that grows with a file of %s',
    async (_, line) => {
      const make = (size: number) => Buffer.from(`${HEADER}\n${line.repeat((8 * size) / line.length)}`);
      expect(await isLinear(make, (file) => plan(file))).toBe(true);
      expect(await isLinear(make, async (file) => recordsByChunk(file, await plan(file)))).toBe(true);
    },
    60_000,
  );

  test.each(['a', ',', '"', '""', '","', '"a","', 'é'])(
    'takes time that grows with a header of %j, good or not',
    async (filler) => {
      const make = (size: number) => filler.repeat(size / filler.length);
      const read = (header: string) => {
        expect(() => readHeader(header, 1)).toThrow(UnusableFileError);
        expect(() => readHeader(`${header}"x`, 1)).toThrow(UnusableFileError);
      };
      expect(await isLinear(make, read)).toBe(true);
    },
  );

  test('takes the columns in any order, quoted or not', async () => {
    const { columns } = await plan(
      Buffer.from('"note",currency,unitPrice,quantity,sku,userId,"orderId"\r\n'),
    );
    expect(columns).toEqual(['note', 'currency', 'unitPrice', 'quantity', 'sku', 'userId', 'orderId']);
  });

  test.each([
    ['a wrong name', HEADER.replace('sku', 'SKUs'), 'lacks column sku and has the unknown column "SKUs"'],
    [
      'colons',
      HEADER.replaceAll(',', ':'),
      'lacks columns orderId, userId, sku, quantity, unitPrice and 1 more',
    ],
    ['an invisible sign in a name', HEADER.replace('note', 'no\u200bte2'), 'unknown column "no<U+200B>te2"'],
    ['a long name', HEADER.replace('note', 'x'.repeat(50)), `"${'x'.repeat(40)}…"`],
    ['a column twice', `${HEADER},note`, 'has column note twice'],
    ['an open quote', `"${HEADER}`, 'never closed'],
    ['text behind a quote', `"orderId"x${HEADER.slice(7)}`, 'lacks column orderId'],
    ['a name from the prototype', `${HEADER},__proto__`, 'unknown column "__proto__"'],
  ])('refuses a header with %s', async (_, header, reason) => {
    expect(await reasonFor(`${header}\n`)).toContain(reason);
  });

  test('gives a record that is too long to be kept a chunk of its own, wherever the stream is cut', async () => {
    const file = `${HEADER}\na\n${'x'.repeat(99)}\ny\n"${'\n'.repeat(120)}"\nz`;
    const whole = await limited(file, 99);
    expect(whole.chunks.map(({ firstLine, tooLong = false }) => [firstLine, tooLong])).toEqual([
      [2, false],
      [3, true],
      [4, false],
      [5, true],
      [126, false],
    ]);
    for (let cut = 0; cut <= file.length; cut++) expect(await limited(file, 99, [cut])).toEqual(whole);
    expect((await limited(file, 1_000)).chunks).toHaveLength(1);
  });

  test('keeps nothing of a record that does not end', async () => {
    let kept = Number.NaN;
    async function* long() {
      yield Buffer.from(`${HEADER}\n"`);
      const before = await buffersAfterCollection();
      for (let buffers = 0; buffers < 200; buffers++) yield Buffer.alloc(100_000, 'x');
      kept = (await buffersAfterCollection()) - before;
    }
    const limits = { chunkBytes: 10, chunkRecords: 10, maxHeaderBytes: 1_000, maxHeldBytes: 5_000 };
    await expect(planFile(long(), limits)).rejects.toThrow(
      'Line 2 opens a double quote that is never closed',
    );
    expect(kept).toBeLessThan(1_000_000);
  });

  test('a quote that is not closed costs the whole file, one inside a field its own record only', async () => {
    expect(await reasonFor(`${HEADER}\na,"b\nc\n`)).toMatch(
      /^Line 2 opens a double quote that is never closed/,
    );
    expect((await plan(Buffer.from(`${HEADER}\na,b"\nc\n`), 1)).chunks).toHaveLength(2);
  });
});
