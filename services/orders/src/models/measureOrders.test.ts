import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { OrderEvent } from './dailyCounters.ts';
import { measureOrders } from './measureOrders.ts';

let lines: Record<string, unknown>[];
beforeEach(() => {
  lines = [];
  process.env['STAGE'] = 'prod';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    lines.push(JSON.parse(String(text)));
    return true;
  });
});
afterEach(() => {
  delete process.env['STAGE'];
  jest.restoreAllMocks();
});

const event = (type: string, total: number, data: object = {}) =>
  ({ type, data: { createdAt: '2026-11-20T23:59:00Z', currency: 'EUR', total, ...data } }) as OrderEvent;

test('a batch is observed by outcome, across days, and its revenue by currency', () => {
  measureOrders([
    event('order.created.v1', 500),
    event('order.created.v1', 700, { createdAt: '2026-11-21T00:00:00Z' }),
    event('order.confirmed.v1', 500),
    event('order.confirmed.v1', 300, { currency: 'USD' }),
    event('order.cancelled.v1', 200, { previousStatus: 'CONFIRMED' }),
  ]);
  expect(lines).toEqual([
    expect.objectContaining({ OrdersCreated: 2, OrdersConfirmed: 2, OrdersCancelled: 1 }),
    expect.objectContaining({ Currency: 'EUR', Revenue: 300 }),
    expect.objectContaining({ Currency: 'USD', Revenue: 300 }),
  ]);
  expect(lines[0]).not.toHaveProperty('OrdersRejected');
});

test('a batch of repeats is not observed', () => {
  measureOrders([]);
  expect(lines).toEqual([]);
});
