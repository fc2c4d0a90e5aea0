import { describe, expect, test } from '@jest/globals';
import { isCreateOrder, isOrderRow } from '@orderflow/validation';
import fc from 'fast-check';
import {
  isOrderId,
  isSku,
  type NewOrder,
  newOrderItem,
  orderData,
  repeatedSkus,
  stepsOf,
  toOrder,
} from './order.ts';

const order: NewOrder = {
  orderId: 'order-1',
  userId: 'ann',
  currency: 'EUR',
  lines: [
    { sku: 'tea', quantity: 3, unitPrice: 250 },
    { sku: 'cup', quantity: 1, unitPrice: 999 },
  ],
};
const at = (time: string) => ({ correlationId: 'c-1', now: new Date(time) });
const morning = at('2026-11-20T08:00:00Z');
const evening = at('2026-11-20T20:00:00Z');

describe('a new order', () => {
  test('is pending, and its total is the sum of quantity x unit price', () => {
    const item = newOrderItem(order, morning);
    expect(item).toMatchObject({ pk: 'order-1', status: 'PENDING', total: 1749 });
    expect(item).not.toHaveProperty('orderId');
  });

  test('was created now, unless it says when', () => {
    expect(newOrderItem(order, morning).createdAt).toBe('2026-11-20T08:00:00.000Z');
    const createdAt = '2025-01-01T00:00:00.000Z';
    expect(newOrderItem({ ...order, createdAt }, morning).createdAt).toBe(createdAt);
  });

  test('announces itself with the same event on every attempt', () => {
    const [first, again] = [newOrderItem(order, morning), newOrderItem(order, evening)];
    expect(first.event).toMatchObject({ type: 'order.created.v1', correlationId: 'c-1' });
    expect(again.event.id).toBe(first.event.id);
    expect(newOrderItem({ ...order, orderId: 'order-2' }, morning).event.id).not.toBe(first.event.id);
  });

  test('has a fingerprint of what was asked for, not of when', () => {
    const { fingerprint } = newOrderItem(order, morning);
    expect(newOrderItem(order, evening).fingerprint).toBe(fingerprint);
    expect(newOrderItem({ ...order, bucket: 'B' }, morning)).toMatchObject({ bucket: 'B', fingerprint });
    const others: NewOrder[] = [
      { ...order, userId: 'bob' },
      { ...order, currency: 'USD' },
      { ...order, note: '' },
      { ...order, createdAt: '2025-01-01T00:00:00.000Z' },
      { ...order, lines: order.lines.slice(0, 1) },
      { ...order, lines: [...order.lines].reverse() },
    ];
    for (const other of others) expect(newOrderItem(other, morning).fingerprint).not.toBe(fingerprint);
  });

  test('is shown without what only the table needs', () => {
    expect(toOrder(newOrderItem({ ...order, note: 'ring twice' }, morning))).toEqual({
      ...order,
      note: 'ring twice',
      status: 'PENDING',
      total: 1749,
      createdAt: '2026-11-20T08:00:00.000Z',
      history: [{ status: 'PENDING', at: '2026-11-20T08:00:00.000Z' }],
    });
  });

  test('that is paid keeps the token to itself, and shows how far its payment is', () => {
    const item = newOrderItem({ ...order, payment: { method: 'pm_card_visa' } }, morning);
    expect(item.payment).toEqual({
      method: 'pm_card_visa',
      status: 'PENDING',
      captured: 0,
      refunded: 0,
      version: 0,
    });
    expect(toOrder(item).payment).toEqual({ status: 'PENDING', amount: 1749, captured: 0, refunded: 0 });
    expect(orderData(item)).not.toHaveProperty('payment');
  });

  test('has the fingerprint of the lines that the caller sent, whatever they cost by then', () => {
    const asked = order.lines.map(({ sku, quantity }) => ({ sku, quantity }));
    const dearer = order.lines.map((line) => ({ ...line, unitPrice: 1_000 }));
    const { fingerprint } = newOrderItem({ ...order, asked }, morning);
    expect(newOrderItem({ ...order, lines: dearer, asked }, evening).fingerprint).toBe(fingerprint);
    expect(newOrderItem(order, morning).fingerprint).not.toBe(fingerprint);
    const payment = { method: 'pm_card_visa' };
    expect(newOrderItem({ ...order, asked, payment }, morning).fingerprint).not.toBe(fingerprint);
  });
});

describe('the history of an order', () => {
  const item = newOrderItem(order, morning);
  const at = '2026-11-20T09:00:00.000Z';

  test('begins with its creation and goes on with what is written down', () => {
    const history = [{ status: 'CONFIRMED' as const, at }];
    expect(toOrder({ ...item, status: 'CONFIRMED', history }).history).toEqual([
      { status: 'PENDING', at: item.createdAt },
      ...history,
    ]);
  });

  test('of an order from before there were histories has its last step', () => {
    const event = { ...item.event, type: 'order.confirmed.v1' as const, time: at };
    expect(stepsOf({ ...item, status: 'CONFIRMED', event })).toEqual([{ status: 'CONFIRMED', at }]);
    expect(stepsOf(item)).toEqual([]);
  });
});

describe('repeatedSkus', () => {
  const line = (sku: string) => ({ sku, quantity: 1, unitPrice: 1 });

  test('finds nothing where every sku is in one line, whatever its case', () => {
    expect(repeatedSkus(['tea', 'Tea', 'cup'].map(line))).toEqual([]);
  });

  test('points at every line after the first of its sku', () => {
    const pointers = repeatedSkus(['tea', 'cup', 'tea', 'tea', 'cup'].map(line)).map(
      ({ pointer }) => pointer,
    );
    expect(pointers).toEqual(['/lines/2/sku', '/lines/3/sku', '/lines/4/sku']);
  });
});

describe('ids in a path', () => {
  const id = fc.string({
    unit: fc.constantFrom('.', 'a', '-', ':', '_', '/', 'é'),
    maxLength: 70,
    size: 'max',
  });
  const row = { orderId: 'o', userId: 'ann', sku: 's', quantity: '1', unitPrice: '1', currency: 'EUR' };

  test('of orders are those that the schema takes', () => {
    fc.assert(fc.property(id, (orderId) => isOrderId(orderId) === isOrderRow({ ...row, orderId })));
  });

  test('of skus are those that the schema takes', () => {
    const order = (sku: string) => ({ currency: 'EUR', lines: [{ sku, quantity: 1, unitPrice: 1 }] });
    fc.assert(fc.property(id, (sku) => isSku(sku) === isCreateOrder(order(sku))));
  });

  test.each(['.', '..', ''])('are never %j', (text) => {
    expect([isOrderId(text), isSku(text)]).toEqual([false, false]);
  });
});

describe('the trace of whoever orders', () => {
  const traced = {
    ...morning,
    traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    tracestate: 'v'.repeat(256),
  };

  test('is no part of what was ordered: another one is the same request', () => {
    const { fingerprint } = newOrderItem(order, morning);
    const item = newOrderItem(order, traced);
    expect(item).toMatchObject({ fingerprint, event: { traceparent: traced.traceparent } });
    expect(toOrder(item)).toEqual(toOrder(newOrderItem(order, morning)));
  });

  test('leaves an order in one write unit: 1 KB', () => {
    const orderId = '08dcef4b-5472-8d95-b150-dc7a2b2819de';
    const userId = '4f6a2c1e-8f39-4e55-9e4e-6a8d4f0a7b11';
    const line = (sku: number) => ({ sku: `TEA-EARL-GREY-${sku}`, quantity: 12, unitPrice: 1_250 });
    const context = { ...traced, correlationId: 'c25c591f-1b2e-4130-817b-276cac20a1d8' };
    const usual = { ...order, orderId, userId, bucket: 'A' as const };
    const bytes = (lines: number, { tracestate, ...at }: typeof context, carries = false) => {
      const ordered = { ...usual, lines: Array.from({ length: lines }, (_, index) => line(index)) };
      const item = newOrderItem(ordered, carries ? { ...at, tracestate } : at);
      const history = [{ status: 'CONFIRMED' as const, at: morning.now.toISOString() }];
      return itemBytes({ ...item, status: 'CONFIRMED', history });
    };
    expect(bytes(1, context)).toBeLessThan(680);
    expect(bytes(6, context)).toBeLessThanOrEqual(1_024);
    expect(bytes(1, context, true)).toBeLessThanOrEqual(1_024);
    expect(bytes(2, context, true)).toBeLessThanOrEqual(1_024);
  });
});

/**
 * The size of an item as DynamoDB counts it, in bytes.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
function itemBytes(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return Math.ceil(String(value).length / 2) + 1;
  if (value === null || typeof value !== 'object') return 1;
  const nested = Object.entries(value).map(([key, inner]) => {
    const own = inner !== null && typeof inner === 'object' ? 3 : 0;
    return (Array.isArray(value) ? 0 : Buffer.byteLength(key)) + 1 + own + itemBytes(inner);
  });
  return nested.reduce((sum, one) => sum + one, 0);
}
