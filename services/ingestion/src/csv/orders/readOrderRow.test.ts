import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { derivedId, newOrderItem } from '@orderflow/domain';
import { OPTIONAL_COLUMNS, REQUIRED_COLUMNS } from '../preamble/columns.ts';
import { InvalidRowError } from './invalidRow.ts';
import { orderItemFromCells } from './readOrderRow.ts';

const context = { correlationId: 'c', now: new Date('2026-11-21T12:00:00Z') };
const cells = { orderId: 'o', userId: 'ann', sku: 'T', quantity: '2', unitPrice: '350', currency: 'EUR' };
const faultOf = (more: Record<string, string>) => {
  try {
    orderItemFromCells({ ...cells, ...more }, context);
  } catch (error) {
    if (error instanceof InvalidRowError) return { column: error.column, reason: error.message };
    throw error;
  }
  throw new Error('was accepted');
};

describe('orderItemFromCells', () => {
  test('makes the order that the same request over HTTP would make', () => {
    const content = {
      userId: 'ann',
      currency: 'EUR' as const,
      lines: [{ sku: 'T', quantity: 2, unitPrice: 350 }],
    };
    expect(orderItemFromCells(cells, context)).toEqual(newOrderItem({ orderId: 'o', ...content }, context));
    expect(orderItemFromCells({ ...cells, note: 'n' }, context)).toEqual(
      newOrderItem({ orderId: 'o', ...content, note: 'n' }, context),
    );
  });

  test('takes an empty note for none, an empty time for the time of the import', () => {
    const plain = orderItemFromCells(cells, context);
    expect(plain.createdAt).toBe('2026-11-21T12:00:00.000Z');
    expect(orderItemFromCells({ ...cells, note: '', createdAt: '' }, context)).toEqual(plain);
  });

  test('has the same content at another time, unless the row says the time', () => {
    const later = { ...context, now: new Date('2027-01-01T00:00:00Z') };
    const { fingerprint } = orderItemFromCells(cells, context);
    expect(orderItemFromCells(cells, later).fingerprint).toBe(fingerprint);
    expect(orderItemFromCells({ ...cells, createdAt: '2026-11-21T12:00:00Z' }, context).fingerprint).not.toBe(
      fingerprint,
    );
  });

  test('puts times to UTC in milliseconds: two ways to write one time are one content', () => {
    const [one, other] = ['2026-01-31T13:00:00.5+01:00', '2026-01-31T12:00:00.500Z'].map((createdAt) =>
      orderItemFromCells({ ...cells, createdAt }, context),
    );
    expect(one?.createdAt).toBe('2026-01-31T12:00:00.500Z');
    expect(one).toEqual(other);
  });

  test('says the first column at fault, and everything that is wrong', () => {
    expect(faultOf({ quantity: '0' })).toEqual({
      column: 'quantity',
      reason: 'must be a whole number from 1 to 10000',
    });
    expect(faultOf({ sku: '', currency: 'eur' })).toEqual({
      column: 'sku',
      reason:
        'must be 1 to 64 characters of A-Z a-z 0-9 _ . -, and not . or ..; currency must be an ISO 4217 currency code such as EUR',
    });
  });

  test.each(['9999-12-31T23:59:59-01:00', '0000-01-01T00:00:00+01:00'])(
    'refuses %s, which UTC has no year for',
    (createdAt) => {
      expect(faultOf({ createdAt }).column).toBe('createdAt');
    },
  );

  const rules = { earliest: '2016-11-21T12:00:00.000Z', latest: '2026-11-22T12:00:00.000Z', userId: 'ann' };
  const faultUnder = (more: Record<string, string>) => {
    try {
      orderItemFromCells({ ...cells, ...more }, context, rules);
    } catch (error) {
      return (error as InvalidRowError).column;
    }
    return undefined;
  };

  test.each([
    ['2016-11-21T12:00:00Z', undefined],
    ['2026-11-22T13:00:00+01:00', undefined],
    ['', undefined],
    ['2016-11-21T11:59:59.999Z', 'createdAt'],
    ['2026-11-22T12:00:00.001Z', 'createdAt'],
    ['2026-11-22T12:00:00-00:01', 'createdAt'],
    ['0001-01-01T00:00:00Z', 'createdAt'],
    ['9999-12-31T23:59:59Z', 'createdAt'],
  ])('bounds the time %s of an order', (createdAt, column) => {
    expect(faultUnder({ createdAt })).toBe(column);
  });

  test('takes only orders of the user that it may be for', () => {
    expect(faultUnder({ userId: 'ann' })).toBeUndefined();
    expect(faultUnder({ userId: 'bob' })).toBe('userId');
  });

  test('takes no id that an order over HTTP may get', () => {
    const theirs = derivedId('ann', 'POST /orders', 'key-1');
    expect(faultOf({ orderId: theirs })).toEqual({
      column: 'orderId',
      reason: 'must not be a UUIDv8: these are the ids of orders placed over HTTP',
    });
    expect(faultUnder({ orderId: randomUUID() })).toBeUndefined();
  });

  test('knows the columns of the schema', () => {
    const schema = JSON.parse(
      readFileSync(`${__dirname}/../../../../../packages/validation/schemas/csv/order-row.json`, 'utf8'),
    );
    expect(schema.required).toEqual(REQUIRED_COLUMNS);
    expect(Object.keys(schema.properties)).toEqual([...REQUIRED_COLUMNS, ...OPTIONAL_COLUMNS]);
  });
});
