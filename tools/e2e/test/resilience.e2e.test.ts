import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { depth, eventually, inParallel, killProcess, type Order, Person, type Stock } from '../src/index.ts';

/** Behaves like a careful client: retries with the same key until there is an answer. */
async function placeUntilAnswered(person: Person, order: object): Promise<Order> {
  const key = randomUUID();
  return eventually(async () => {
    const { status, body } = await person.placeOrder(order, key);
    expect(status).toBe(201);
    return body;
  }, 60);
}

test('killed consumers and a killed poller lose nothing and do nothing twice', async () => {
  const sku = `KILL-${randomUUID().slice(0, 8)}`;
  const clerk = new Person('clerk', 'inventory:write analytics:read');
  const date = new Date().toISOString().slice(0, 10);
  const placedToday = async () => {
    const { body } = await clerk.get<{ days: { orders: number; confirmed: number }[] }>(
      `/analytics/daily?from=${date}&to=${date}`,
    );
    return body.days[0] ?? { orders: 0, confirmed: 0 };
  };
  const before = await placedToday();
  await clerk.put(`/inventory/${sku}`, { available: 1_000 });
  const people = Array.from({ length: 10 }, () => new Person());
  const placing = inParallel(300, 10, (index) =>
    placeUntilAnswered(people[index % 10] as Person, {
      currency: 'EUR',
      lines: [{ sku, quantity: 1, unitPrice: 5 }],
    }),
  );
  await sleep(500);
  await killProcess('orders');
  await sleep(3_000);
  await killProcess('poller');
  const orders = await placing;

  expect(new Set(orders.map(({ orderId }) => orderId)).size).toBe(300);
  // Messages of a killed function are visible again when their visibility timeout (60 s) ends.
  await eventually(async () => {
    expect((await clerk.get<Stock>(`/inventory/${sku}`)).body).toMatchObject({
      available: 700,
      reserved: 300,
    });
  }, 180);
  await eventually(async () => {
    const { orders, confirmed } = await placedToday();
    expect([orders - before.orders, confirmed - before.confirmed]).toEqual([300, 300]);
  }, 60);
  for (const dlq of ['inventory-dlq', 'analytics-dlq', 'stream-failures']) {
    expect([dlq, await depth(dlq)]).toEqual([dlq, { waiting: 0, inFlight: 0 }]);
  }
}, 300_000);
