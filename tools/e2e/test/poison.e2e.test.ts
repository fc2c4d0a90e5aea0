import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from '@jest/globals';
import { consumedQueues, drain, eventually, type Order, Person, sendTo } from '../src/index.ts';

const rubbish = `rubbish ${randomUUID()}`;
const notJson = `not json ${randomUUID()}`;
const wrongShape = JSON.stringify({
  specversion: '1.0',
  type: 'order.created.v1',
  data: { marker: randomUUID() },
});
const ada = new Person();
let queues: string[];
let orders: { body: Order }[];
/** The messages that reached the dead-letter queue of each queue. */
const dead = new Map<string, string[]>();

const deadOf = async (queue: string) => {
  const all = [...(dead.get(queue) ?? []), ...(await drain(`${queue}-dlq`))].sort();
  dead.set(queue, all);
  return all;
};

// Send everything before waiting: each message needs a minute of attempts to reach its dead-letter queue. Orders
// first: a function is built on its first call, and the invalid messages call all consumers.
beforeAll(async () => {
  queues = await consumedQueues();
  await Promise.all(queues.map((queue) => drain(`${queue}-dlq`)));
  await sendTo('inventory', notJson);
  const lines = [{ sku: 'NOBODY-HAS-THIS', quantity: 1, unitPrice: 1 }];
  orders = await Promise.all(Array.from({ length: 20 }, () => ada.placeOrder({ currency: 'EUR', lines })));
  await sendTo('inventory', wrongShape);
  await Promise.all(queues.map((queue) => sendTo(queue, rubbish)));
}, 60_000);

test('poison reaches the dead-letter queue, and its neighbours are decided', async () => {
  for (const { body } of orders) {
    await eventually(async () => {
      expect(await ada.get(`/orders/${body.orderId}`)).toMatchObject({ body: { status: 'REJECTED' } });
    });
  }
  await eventually(
    async () => expect(await deadOf('inventory')).toEqual([notJson, rubbish, wrongShape].sort()),
    120,
  );
}, 180_000);

test('what a consumer cannot read ends in the dead-letter queue of its queue', async () => {
  expect(queues.length).toBeGreaterThanOrEqual(6);
  await Promise.all(
    queues
      .filter((queue) => queue !== 'inventory')
      .map((queue) => eventually(async () => expect(await deadOf(queue)).toEqual([rubbish]), 120)),
  );
  expect(dead.get('inventory')).toContain(rubbish);
}, 150_000);
