import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { consumedQueues, drain, eventually, Person, sendTo } from '../src/index.ts';

test('poison reaches the dead-letter queue, and its neighbours are decided', async () => {
  const wrongShape = JSON.stringify({
    specversion: '1.0',
    type: 'order.created.v1',
    data: { marker: randomUUID() },
  });
  const notJson = `not json ${randomUUID()}`;
  await drain('inventory-dlq');
  await sendTo('inventory', notJson);
  const ada = new Person();
  const lines = [{ sku: 'NOBODY-HAS-THIS', quantity: 1, unitPrice: 1 }];
  const orders = await Promise.all(
    Array.from({ length: 20 }, () => ada.placeOrder({ currency: 'EUR', lines })),
  );
  await sendTo('inventory', wrongShape);

  for (const { body } of orders) {
    await eventually(async () => {
      expect(await ada.get(`/orders/${body.orderId}`)).toMatchObject({ body: { status: 'REJECTED' } });
    });
  }
  const dead: string[] = [];
  await eventually(async () => {
    dead.push(...(await drain('inventory-dlq')));
    expect(dead.sort()).toEqual([notJson, wrongShape].sort());
  }, 120);
}, 180_000);

test('what a consumer cannot read ends in the dead-letter queue of its queue', async () => {
  const queues = await consumedQueues();
  expect(queues.length).toBeGreaterThanOrEqual(6);
  const rubbish = `rubbish ${randomUUID()}`;
  await Promise.all(
    queues.map(async (queue) => {
      await drain(`${queue}-dlq`);
      await sendTo(queue, rubbish);
      await eventually(async () => expect(await drain(`${queue}-dlq`)).toEqual([rubbish]), 120);
    }),
  );
}, 150_000);
