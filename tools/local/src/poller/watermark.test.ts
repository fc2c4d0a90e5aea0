import { expect, test } from '@jest/globals';
import { Watermark } from './watermark.ts';

test('moves only as far as nothing before it is outstanding', () => {
  const watermark = new Watermark();
  for (const sequenceNumber of ['1', '2', '3', '4']) watermark.add(sequenceNumber);
  expect(watermark.complete(['2', '3'])).toBeUndefined();
  expect(watermark.complete(['1'])).toBe('3');
  expect(watermark.complete(['4'])).toBe('4');
});
