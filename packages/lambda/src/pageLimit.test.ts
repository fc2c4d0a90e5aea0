import { describe, expect, test } from '@jest/globals';
import { pageLimit } from './pageLimit.ts';

describe('the page limit', () => {
  test.each([
    [undefined, 20],
    ['1', 1],
    ['20', 20],
    ['100', 100],
    ['007', 7],
  ])('%j is %i', (limit, items) => {
    expect(pageLimit(limit)).toBe(items);
  });

  test.each(['', '0', '101', '-1', '1.5', '1e1', ' 5', '0x10', 'ten', '1000', '٣'])(
    '%j is refused',
    (limit) => {
      expect(() => pageLimit(limit)).toThrow(
        expect.objectContaining({
          refusal: 'malformed',
          message: 'limit must be a whole number from 1 to 100',
        }),
      );
    },
  );
});
