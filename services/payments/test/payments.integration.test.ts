import { randomUUID } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { documentClient } from '@orderflow/idempotency';
import { jitteryClient } from '@orderflow/idempotency/testing';
import { findUnsettled } from '../src/models/findUnsettled.ts';
import { readableOrder } from '../src/models/orderOwner.ts';
import { readPayment } from '../src/models/payments.ts';
import { payOrders } from '../src/models/payOrders.ts';
import { refundOrder } from '../src/models/refundOrder.ts';
import { listRefunds } from '../src/models/refunds.ts';
import { type Counter, openCounter } from './counter.ts';
import { orderEvents } from './orderEvents.ts';

const testStore = (client = documentClient()) => ({
  client,
  payments: 'orderflow-local-payments',
  orders: 'orderflow-local-orders',
});
const store = testStore();
const MINUTE_MS = 60_000;

let counter: Counter;
beforeAll(async () => {
  counter = await openCounter();
});
afterAll(() => counter.close());

const desk = (of = store) => ({ provider: counter.port, store: of });
const context = () => ({ correlationId: 'c-1', now: new Date() });
const ledgerOf = (id: string) => counter.provider.ledger().filter(({ orderId }) => orderId === id);

test('executors that get the same events at once pay each order once', async () => {
  const ids = Array.from({ length: 5 }, () => `order-${randomUUID()}`);
  const batch = ids.map((id) => orderEvents(id).reserved);
  const executor = () => payOrders(batch, new Date(), desk(testStore(jitteryClient(20))));
  const outcomes = await Promise.all([executor(), executor(), executor()]);
  const failed = outcomes.flatMap((one) => one.failed.map(({ event }) => event));
  await payOrders(failed, new Date(), desk());
  for (const id of ids) {
    expect(ledgerOf(id)).toMatchObject([{ authorized: 700, captured: 0 }]);
    expect(await readPayment(id, store)).toMatchObject({ status: 'AUTHORIZED', version: 1 });
  }
});

test('of a cancellation and a shipment that meet an authorisation, the order gets what it says', async () => {
  const ids = Array.from({ length: 6 }, () => `order-${randomUUID()}`);
  for (const [index, id] of ids.entries()) {
    const { reserved, cancelled, shipped } = orderEvents(id);
    const end = index % 2 === 0 ? cancelled('RESERVED') : shipped;
    const one = (event: typeof reserved | typeof end) =>
      payOrders([event], new Date(), desk(testStore(jitteryClient(10))));
    const outcomes = await Promise.all(index % 2 === 0 ? [one(reserved), one(end)] : [one(reserved)]);
    for (const { failed } of outcomes)
      await payOrders(
        failed.map(({ event }) => event),
        new Date(),
        desk(),
      );
    await payOrders([end], new Date(), desk());
    const expected = index % 2 === 0 ? 'VOIDED' : 'CAPTURED';
    expect(await readPayment(id, store)).toMatchObject({ status: expected });
    expect(ledgerOf(id).filter(({ status }) => status === 'requires_capture')).toEqual([]);
  }
});

test('a payment that nobody settled is found when it is due, and a settled one never', async () => {
  const [open, settled] = [`order-${randomUUID()}`, `order-${randomUUID()}`];
  counter.provider.faults.order({ fault: 'unavailable', match: open, times: 2 });
  await payOrders([orderEvents(open).reserved], new Date(), desk());
  const { reserved, shipped } = orderEvents(settled);
  await payOrders([reserved, shipped], new Date(), desk());
  const found = (ms: number) => findUnsettled(new Date(Date.now() + ms), store);
  expect(await found(0)).not.toContain(open);
  expect(await found(3 * MINUTE_MS)).toContain(open);
  expect(await found(365 * 1_440 * MINUTE_MS)).not.toContain(settled);
});

test('refunds are read by whoever placed the order, or may read all', async () => {
  const orderId = `order-${randomUUID()}`;
  await store.client.send(new PutCommand({ TableName: store.orders, Item: { pk: orderId, userId: 'ann' } }));
  const { reserved, shipped } = orderEvents(orderId);
  await payOrders([reserved, shipped], new Date(), desk());
  await refundOrder(orderId, 'r1', { amount: 5, reason: 'late' }, context(), desk());
  await refundOrder(orderId, 'r2', { amount: 6 }, context(), desk());
  const read = (principal: string, mayReadAll: boolean) =>
    readableOrder(orderId, { principal, mayReadAll }, store);
  for (const reader of [read('ann', false), read('clerk', true)])
    expect(await listRefunds(await reader, store)).toMatchObject([
      { refundId: 'r2', amount: 6, status: 'SUCCEEDED' },
      { refundId: 'r1', amount: 5, reason: 'late' },
    ]);
  await expect(read('eve', false)).rejects.toMatchObject({ refusal: 'not-found' });
  for (const unknown of ['nothing', undefined, '..'])
    await expect(readableOrder(unknown, { principal: 'ann', mayReadAll: true }, store)).rejects.toMatchObject(
      {
        refusal: 'not-found',
      },
    );
});
