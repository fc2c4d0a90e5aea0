import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buffered, HEADER } from '../../../test/csvFiles.ts';
import { UnusableFileError } from '../unusableFile.ts';
import type { Plan, PlanLimits, PlanState } from './plan.ts';
import { planFile, planFilePart } from './planFile.ts';

const limits: PlanLimits = { chunkBytes: 60, chunkRecords: 6, maxHeaderBytes: 200, maxHeldBytes: 100 };

/** Plans a file in parts of this many bytes, each from nothing but the state that the one before has left. */
async function inParts(file: Buffer, bytes: number, { cut = bytes, isEnough = false } = {}) {
  const chunks: Plan['chunks'] = [];
  let from: PlanState | undefined;
  for (let parts = 1; ; parts++) {
    const start = from?.start ?? 0;
    const range = file.subarray(start, start + bytes);
    const isLast = start + bytes >= file.length;
    const part = await planFilePart(
      buffered(range, [Math.min(cut, range.length)]),
      limits,
      {},
      {
        from,
        isLast,
        isEnough: () => isEnough,
      },
    );
    chunks.push(...part.chunks);
    if ('plan' in part) return { parts, plan: { ...part.plan, chunks }, tally: from?.tally };
    from = JSON.parse(JSON.stringify(part.next)) as PlanState;
  }
}

const piece = fc.constantFrom(
  'a,ann,T,1,5,EUR,\n',
  'a,bob,T,1,5,EUR,"x\n""y"""\r\n',
  'b,bob,T,1,5,EUR,é\n',
  '"b",bob,T,1,5.50,EUR,\n',
  ',,,,,,\n',
  '\n',
  '\r\n',
  '""\n',
  `c,${'x'.repeat(101)}\n`,
  'c"d,e\n',
);
const files = fc
  .array(piece, { minLength: 1, maxLength: 120 })
  .map((pieces) => Buffer.from(`${HEADER}\n${pieces.join('')}`));

describe('planFilePart', () => {
  test('parts of any size make the plan of the whole file', async () => {
    await fc.assert(
      fc.asyncProperty(files, fc.integer({ min: 420, max: 900 }), fc.nat(900), async (file, bytes, cut) => {
        const whole = await planFile(buffered(file), limits);
        const parts = await inParts(file, bytes, { cut }).catch((error: Error) => error);
        // Rows of one order stay together; here they may be longer than a part.
        fc.pre(!(parts instanceof Error && parts.message.includes('does not end within')));
        const { plan } = parts as Awaited<ReturnType<typeof inParts>>;
        // The decimal mark is guessed from the first part.
        expect({ ...plan, guessedDecimal: undefined }).toEqual({ ...whole, guessedDecimal: undefined });
      }),
      { numRuns: 300 },
    );
  });

  test('a part may end sooner, behind any buffer in which a chunk has ended', async () => {
    const file = Buffer.from(`${HEADER}\n${'a,ann,T,1,5.50,EUR,\nb,ann,T,1,5.50,EUR,\n'.repeat(100)}`);
    const whole = await planFile(buffered(file), limits);
    const { plan, parts } = await inParts(file, file.length, { cut: 300, isEnough: true });
    expect(plan).toEqual(whole);
    expect(parts).toBeGreaterThan(5);
  });

  test('all chunks but the last of a part are what the whole file is cut into, the encoding is what most lines are', async () => {
    const row = 'a,ann,T,1,5,EUR,é\nb,ann,T,1,5,EUR,\n';
    const text = `${HEADER}\n${row.repeat(100)}`;
    for (const encoding of ['utf-8', 'latin1'] as const) {
      const file = Buffer.from(text, encoding);
      const { plan, parts } = await inParts(file, 500);
      expect(parts).toBeGreaterThan(5);
      expect(plan).toEqual(await planFile(buffered(file), limits));
    }
  });

  test('the order that ends a part is known to the next one, behind a thousand lines that say nothing', async () => {
    const rows = 'a,ann,T,1,5,EUR,\nb,ann,T,1,5,EUR,\n'.repeat(20);
    const file = Buffer.from(`${HEADER}\n${rows}${',,,,,,\n'.repeat(2_500)}b,ann,T,1,5,EUR,\n${rows}`);
    const whole = await planFile(buffered(file), limits);
    for (let bytes = 8_000; bytes < 17_000; bytes += 500) {
      expect((await inParts(file, bytes)).plan).toEqual(whole);
    }
  });

  test('rows of an order that go on behind a part are said to', async () => {
    const rows = 'a,ann,T,1,5,EUR,\n'.repeat(2_500);
    const file = Buffer.from(`${HEADER}\n${rows}${'b,ann,T,1,5,EUR,\n'.repeat(2_500)}`);
    const whole = await planFile(buffered(file), limits);
    expect(whole.chunks.filter(({ continues }) => continues)).toHaveLength(4);
    expect((await inParts(file, 19_000)).plan).toEqual(whole);
  });

  test('a line is tallied once, but for the one in which a part ends', async () => {
    const file = Buffer.from(`${HEADER}\n${'a,ann,T,1,5,EUR,é\nb,ann,T,1,5,EUR,é\n'.repeat(450)}`);
    const { tally, parts } = await inParts(file, 500);
    expect(tally?.bad).toBe(0);
    expect(tally?.good).toBeLessThan(900);
    expect(tally?.good).toBeGreaterThan(900 - 2 * parts - 500 / 17);
  });

  test('what is left for the next part names nobody', async () => {
    const file = Buffer.from(
      `${HEADER}\n${'x,ann,T,1,5,EUR,\n'.repeat(10)}${'secret,ann,T,1,5,EUR,né\n'.repeat(100)}`,
    );
    const part = await planFilePart(
      buffered(file.subarray(0, 400)),
      limits,
      {},
      {
        isLast: false,
        isEnough: () => false,
      },
    );
    expect(JSON.stringify(part)).not.toMatch(/secret|ann/);
  });

  test.each([
    ['a record', `${HEADER}\na,"${'x\n'.repeat(2_000)}`, 'What begins on line 2 does not end within'],
    ['a header', '\n'.repeat(2_000), 'does not begin with a header'],
  ])('%s that is longer than a part costs the file', async (_, text, reason) => {
    const planned = inParts(Buffer.from(text), 1_000);
    await expect(planned).rejects.toThrow(UnusableFileError);
    await expect(planned).rejects.toThrow(reason);
  });

  test('a quote that is not closed is found in the last part', async () => {
    const text = `${HEADER}\n${'a,ann,T,1,5,EUR,\nb,ann,T,1,5,EUR,\n'.repeat(50)}b,"ann`;
    await expect(inParts(Buffer.from(text), 700)).rejects.toThrow('Line 102 opens a double quote');
  });
});
