import { describe, expect, test } from '@jest/globals';
import { isOrderId } from '@orderflow/domain';
import fc from 'fast-check';
import { fromCursor, toCursor } from './cursor.ts';

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const refused = expect.objectContaining({ refusal: 'malformed' });
const createdAt = '2026-11-20T08:00:00.000Z';

describe('a cursor', () => {
  test('leads back to the position it was made of', () => {
    const position = fc.record({
      createdAt: fc
        .tuple(
          fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
          // An imported order has its line number in these digits.
          fc.constantFrom('', '000002', '999999'),
        )
        .map(([date, line]) => date.toISOString().replace('Z', `${line}Z`)),
      orderId: fc.stringMatching(/^[A-Za-z0-9_.:-]{1,64}$/).filter(isOrderId),
    });
    fc.assert(fc.property(position, (one) => expect(fromCursor(toCursor(one))).toEqual(one)));
  });

  test('fits a URL', () => {
    expect(toCursor({ createdAt, orderId: '~'.repeat(64) })).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  test.each([
    ['nothing', ''],
    ['no JSON', 'abc'],
    ['no list', encoded({ createdAt, orderId: 'order-1' })],
    ['one part', encoded([createdAt])],
    ['three parts, such as another user', encoded([createdAt, 'order-1', 'bob'])],
    ['no time', encoded(['yesterday', 'order-1'])],
    ['a time of another form', encoded(['2026-11-20T08:00:00Z', 'order-1'])],
    ['a time of another precision', encoded(['2026-11-20T08:00:00.0000Z', 'order-1'])],
    ['no order id', encoded([createdAt, ''])],
    ['an order id that is not one', encoded([createdAt, 'a b'])],
    ['an order id that is no text', encoded([createdAt, { S: 'order-1' }])],
    [
      'a position and 300 spaces',
      Buffer.from(`["${createdAt}","order-1"${' '.repeat(300)}]`).toString('base64url'),
    ],
  ])('that holds %s is refused', (_, cursor) => {
    expect(() => fromCursor(cursor)).toThrow(refused);
  });

  test('of any other make is refused, or holds a position and nothing else', () => {
    const forged = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.base64String(),
      fc.jsonValue().map(encoded),
      fc.tuple(fc.constantFrom(createdAt, ''), fc.jsonValue()).map(encoded),
      fc.tuple(fc.constant(createdAt), fc.string()).map(encoded),
    );
    fc.assert(
      fc.property(forged, (cursor) => {
        let position: object;
        try {
          position = fromCursor(cursor);
        } catch (error) {
          return expect(error).toEqual(refused);
        }
        return expect(position).toEqual({
          createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
          orderId: expect.stringMatching(/^[A-Za-z0-9_.:-]{1,64}$/),
        });
      }),
      { numRuns: 1_000 },
    );
  });
});
