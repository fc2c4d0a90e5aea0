import { describe, expect, test } from '@jest/globals';
import {
  isCreateOrder,
  isCreateUser,
  isOrderCreatedEvent,
  isOrderRow,
  isStartOnboarding,
  MAX_ERRORS,
  parse,
  ValidationError,
} from './index.ts';

const order = { currency: 'EUR', lines: [{ sku: 'TEA-1', quantity: 2, unitPrice: 350 }] };

function errorsOf(act: () => unknown) {
  try {
    act();
  } catch (error) {
    if (error instanceof ValidationError) return error.errors;
    throw error;
  }
  throw new Error('was accepted');
}

describe('parse', () => {
  test('returns a valid document as it is', () => {
    expect(parse(isCreateOrder, order)).toBe(order);
  });

  test('says where (JSON Pointer) and what for every violation', () => {
    const bad = { lines: [{ sku: 'a b', quantity: 0, unitPrice: 1.5, 'x/~y': 1 }], note: 5 };
    expect(errorsOf(() => parse(isCreateOrder, bad))).toEqual(
      expect.arrayContaining([
        { pointer: '/currency', message: 'is required' },
        {
          pointer: '/lines/0/sku',
          message: 'must be 1 to 64 characters of A-Z a-z 0-9 _ . -, and not . or ..',
        },
        { pointer: '/lines/0/quantity', message: 'must be >= 1' },
        { pointer: '/lines/0/unitPrice', message: 'must be an integer' },
        { pointer: '/lines/0/x~1~0y', message: 'is not a known field' },
        { pointer: '/note', message: 'must be a string' },
      ]),
    );
  });

  test.each([null, [], 'text', 7])('refuses %j as a body', (value) => {
    expect(errorsOf(() => parse(isCreateOrder, value))).toEqual([
      { pointer: '', message: 'must be an object' },
    ]);
  });

  test.each([
    ['no line', { ...order, lines: [] }, 'must have at least 1 item(s)'],
    [
      '26 lines',
      { ...order, lines: Array.from({ length: 26 }, (_, i) => ({ ...order.lines[0], sku: `s${i}` })) },
      'must have at most 25 items',
    ],
    ['an unknown currency', { ...order, currency: 'EURO' }, 'must be an ISO 4217 currency code such as EUR'],
    ['a long note', { ...order, note: 'x'.repeat(501) }, 'must be at most 500 characters'],
  ])('refuses an order with %s', (_, body, message) => {
    expect(errorsOf(() => parse(isCreateOrder, body)).map((error) => error.message)).toEqual([message]);
  });

  test('counts characters of a note, not UTF-16 units', () => {
    expect(() => parse(isCreateOrder, { ...order, note: '😀'.repeat(500) })).not.toThrow();
  });

  test('bounds the number of reported errors', () => {
    const lines = Array.from({ length: 1_000 }, () => ({}));
    const refused = () => parse(isCreateOrder, { ...order, lines });
    expect(errorsOf(refused)).toHaveLength(MAX_ERRORS);
    expect(refused).toThrow(expect.objectContaining({ more: true }));
  });

  test('says first that there are too many, and looks at no more than there may be', () => {
    const lines = Array.from({ length: 20_000 }, (_, at) =>
      at < 25 ? { ...order.lines[0], sku: `s${at}` } : {},
    );
    expect(errorsOf(() => parse(isCreateOrder, { ...order, lines }))).toEqual([
      { pointer: '/lines', message: 'must have at most 25 items' },
    ]);
  });

  test('repeats no more of an unknown name than helps to find it', () => {
    const [error] = errorsOf(() => parse(isCreateOrder, { ...order, ['n'.repeat(100_000)]: 1 }));
    expect(error).toEqual({ pointer: `/${'n'.repeat(128)}…`, message: 'is not a known field' });
  });

  test.each(['.', '..'])('refuses %j as a sku, which no path can carry', (sku) => {
    expect(errorsOf(() => parse(isCreateOrder, { ...order, lines: [{ ...order.lines[0], sku }] }))).toEqual([
      {
        pointer: '/lines/0/sku',
        message: 'must be 1 to 64 characters of A-Z a-z 0-9 _ . -, and not . or ..',
      },
    ]);
  });

  test.each(['...', '.a', 'a.', '-'])('takes %j as a sku', (sku) => {
    expect(() => parse(isCreateOrder, { ...order, lines: [{ ...order.lines[0], sku }] })).not.toThrow();
  });

  test.each(['.', '..', 'me', 'confirm', ''])('refuses %j as a user', (userId) => {
    expect(errorsOf(() => parse(isStartOnboarding, { userId }))[0]?.pointer).toBe('/userId');
  });

  test.each(['', 'no-at', 'a@b', `${'a'.repeat(250)}@b.example`])(
    'refuses %j as an e-mail address',
    (email) => {
      expect(errorsOf(() => parse(isCreateUser, { email, name: 'Ada' }))[0]?.pointer).toBe('/email');
    },
  );

  test.each(['', '   ', 'two\nlines', 'x'.repeat(201)])('refuses %j as a name', (name) => {
    expect(errorsOf(() => parse(isCreateUser, { email: 'a@b.example', name }))[0]?.pointer).toBe('/name');
  });

  test('an event may carry fields that this version does not know', () => {
    const event = {
      specversion: '1.0',
      id: 'e1',
      source: '/orders',
      type: 'order.created.v1',
      time: '2026-01-01T00:00:00Z',
      newattribute: 'x',
      data: {
        orderId: 'o',
        userId: 'u',
        status: 'PENDING',
        ...order,
        total: 700,
        createdAt: '2026-01-01T00:00:00Z',
        later: 1,
      },
    };
    expect(parse(isOrderCreatedEvent, event)).toBe(event);
    expect(
      errorsOf(() => parse(isOrderCreatedEvent, { ...event, type: 'order.created.v2' }))[0]?.pointer,
    ).toBe('/type');
  });

  test.each([
    ['quantity', '0'],
    ['quantity', '10001'],
    ['quantity', '1e3'],
    ['quantity', ' 1'],
    ['unitPrice', '-1'],
    ['unitPrice', '100000001'],
    ['createdAt', 'yesterday'],
    ['createdAt', '2026-13-01T00:00:00Z'],
    ['createdAt', '2026-02-29T00:00:00Z'],
    ['createdAt', '2026-04-31T00:00:00Z'],
    ['createdAt', '2026-01-01T24:00:00Z'],
    ['createdAt', '2026-01-01T00:00:00'],
    ['createdAt', '9999-12-31T23:59:59-23:59'],
    ['createdAt', '0001-01-01T00:00:00+14:00'],
    ['createdAt', '0000-06-01T00:00:00Z'],
  ])('refuses a CSV row with %s %j', (column, cell) => {
    const row = {
      orderId: 'o',
      userId: 'u',
      sku: 's',
      quantity: '1',
      unitPrice: '0',
      currency: 'EUR',
      [column]: cell,
    };
    expect(errorsOf(() => parse(isOrderRow, row)).map(({ pointer }) => pointer)).toContain(`/${column}`);
  });

  test.each(['2026-02-28T23:59:59Z', '2028-02-29T00:00:00.123+01:00', '2000-02-29T12:00:00-08:00', ''])(
    'takes %j as the time of a CSV row',
    (createdAt) => {
      const row = {
        orderId: 'o',
        userId: 'u',
        sku: 's',
        quantity: '1',
        unitPrice: '0',
        currency: 'EUR',
        createdAt,
      };
      expect(parse(isOrderRow, row)).toBe(row);
    },
  );
});
