import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { referenceRecords } from '../../../test/csvReference.ts';
import { rejectLine } from './rejectLine.ts';

const recordOf = (record: string) => {
  const line = rejectLine({ line: 7, column: 'sku', reason: 'a "b", c', record });
  const [cells, ...more] = referenceRecords(line);
  expect(more).toEqual([]);
  expect(cells?.cells?.slice(0, 3)).toEqual(['7', 'sku', 'a "b", c']);
  return cells?.cells?.[3] ?? '';
};

/** What the documentation tells a reader to do. */
const original = (record: string) => record.replace(/^'(?='*[=+\-@\t\r＝＋－＠])/, '');

describe('a line of the rejects file', () => {
  test.each(['o-1,ann', '"a ""b""\r\nc",d', "'quoted", ' =1', '"=1+1",x', ''])(
    'holds %j as it is',
    (record) => {
      expect(recordOf(record)).toBe(record);
    },
  );

  test.each(['=1+1,x', '+1', '-1', '@x', '\tx', '\rx', '＝1', "'=1"])(
    'keeps a spreadsheet from running %j',
    (record) => {
      expect(recordOf(record)).toBe(`'${record}`);
    },
  );

  test('gives back any original', () => {
    const char = fc.constantFrom("'", '=', '-', '"', ',', '\n', 'a', '😀', '\t');
    fc.assert(
      fc.property(fc.string({ unit: char }), (record) => {
        expect(original(recordOf(record))).toBe(record);
        expect(recordOf(record)).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });
});
