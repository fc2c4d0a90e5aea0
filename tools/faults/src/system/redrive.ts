import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { depth, drain, eventually, type Order, Person, sendTo } from '@orderflow/e2e';
import { createClients } from '../platform/clients.ts';
import type { Options } from '../suite.ts';

const TABLE = 'orderflow-local-inventory';

/**
 * An order meets a damaged inventory item, and its message ends in the dead-letter queue. The item is repaired and
 * the message redriven: the order is decided. A second redrive changes nothing.
 */
export async function redrive({ write }: Options): Promise<string[]> {
  const { documents } = createClients();
  const sku = `REDRIVE-${randomUUID().slice(0, 8)}`;
  const put = (reserved: unknown) =>
    documents.send(new PutCommand({ TableName: TABLE, Item: { pk: sku, available: 10, reserved } }));
  const ann = new Person();
  const seen: unknown[] = [];
  const state = async () => {
    const { body: order } = await ann.get<Order>(`/orders/${orderId}`);
    const { Item } = await documents.send(new GetCommand({ TableName: TABLE, Key: { pk: sku } }));
    return { order: order.status, available: Item?.['available'], reserved: Item?.['reserved'] };
  };

  await drain('inventory-dlq');
  await put('damaged');
  const lines = [{ sku, quantity: 3, unitPrice: 5 }];
  const { body } = await ann.placeOrder({ currency: 'EUR', lines });
  const { orderId } = body;
  const dead: string[] = [];
  await eventually(async () => {
    dead.push(...(await drain('inventory-dlq')));
    if (!dead.some((one) => one.includes(orderId)))
      throw new Error('the message is not in the dead-letter queue');
  }, 120);
  seen.push(['in the dead-letter queue', await state()]);

  await put(0);
  const expected = { order: 'CONFIRMED', available: 7, reserved: 3 };
  for (const time of ['redriven', 'redriven again']) {
    for (const one of dead) await sendTo('inventory', one);
    await eventually(async () => {
      const { waiting, inFlight } = await depth('inventory');
      if (waiting + inFlight > 0) throw new Error('the queue is not empty');
      await sleep(100);
      if ((await state()).order !== expected.order) throw new Error('the order is not decided');
    }, 60);
    seen.push([time, await state()]);
  }
  for (const one of seen) write(JSON.stringify(one));
  const failed = seen
    .slice(1)
    .filter((one) => JSON.stringify((one as unknown[])[1]) !== JSON.stringify(expected));
  return [
    ...failed.map((one) => `${JSON.stringify(one)} is not ${JSON.stringify(expected)}`),
    ...(await drain('inventory-dlq')).map((one) => `it failed again: ${one}`),
  ];
}
