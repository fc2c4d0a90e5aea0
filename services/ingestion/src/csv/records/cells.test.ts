import { describe, expect, test } from '@jest/globals';
import { isWellFormed, parseCells } from './cells.ts';

describe('csv-parser, as it is used here', () => {
  test('writes to the buffer that it is given', async () => {
    const buffer = Buffer.from('"a""b"\n');
    expect(await parseCells(buffer, 1, ['x'])).toEqual([{ x: 'a"b' }]);
    expect(buffer.toString()).not.toBe('"a""b"\n');
  });

  test('cannot lose or add a record unnoticed', async () => {
    await expect(parseCells(Buffer.from('a\nb\n'), 1, ['x'])).rejects.toThrow('2 records in 1');
    await expect(parseCells(Buffer.from('a\n\nb\n'), 2, ['x'])).rejects.toThrow('3 records in 2');
  });

  test('names cells beyond the header like no column', async () => {
    expect(await parseCells(Buffer.from('a,b,\n'), 1, ['x'])).toEqual([{ x: 'a', _1: 'b', _2: '' }]);
  });

  // This is why it gets no malformed records: it would swallow what follows a stray quote.
  test('takes a quote inside a field for the beginning of quotes', async () => {
    expect(await parseCells(Buffer.from('5" pipe\nb,"c\n'), 1, ['x'])).toEqual([{ x: '5" pipe\nb,"c' }]);
  });
});

describe('isWellFormed', () => {
  test.each(['a', 'a,b', ',', '""', '"a","b""c",', '"\r\n,"', 'ä €', '"a"'])('accepts %j', (record) => {
    expect(isWellFormed(record)).toBe(true);
  });

  test.each(['a"', 'a"b"', '"a"b', '"a" ,b', ' "a"', '"', '"a', '"a""', 'a\rb', 'a\nb', '"a"\r', '"a"",b'])(
    'refuses %j',
    (record) => {
      expect(isWellFormed(record)).toBe(false);
    },
  );

  test('takes linear time for a long record', () => {
    const began = performance.now();
    expect(isWellFormed(`"${'""'.repeat(30_000)}x`)).toBe(false);
    expect(isWellFormed(`${'"",'.repeat(20_000)}"x"y`)).toBe(false);
    expect(performance.now() - began).toBeLessThan(500);
  });
});
