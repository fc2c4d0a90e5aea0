import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { depth, eventually, inParallel, type Order, Person, type Stock } from '../src/index.ts';

const DLQS = ['signup-dlq', 'inventory-dlq', 'analytics-dlq'];

async function statuses(person: Person): Promise<Map<string, number>> {
  const count = new Map<string, number>();
  let query = '';
  do {
    const { body } = await person.get<{ items: Order[]; cursor?: string }>(`/orders?limit=100${query}`);
    for (const { status } of body.items) count.set(status, (count.get(status) ?? 0) + 1);
    query = body.cursor ? `&cursor=${body.cursor}` : '';
  } while (query);
  return count;
}

async function today(analyst: Person) {
  const { body } = await analyst.get<{ days: { orders: number; confirmed: number; rejected: number }[] }>(
    '/analytics/daily',
  );
  const day = body.days.at(-1);
  if (!day) throw new Error('no day');
  return day;
}

/** The counters, once nothing of earlier tests is in flight. */
async function settled(analyst: Person) {
  return eventually(async () => {
    const before = await today(analyst);
    await sleep(3_000);
    expect(await today(analyst)).toEqual(before);
    expect(await depth('inventory')).toEqual({ waiting: 0, inFlight: 0 });
    expect(await depth('analytics')).toEqual({ waiting: 0, inFlight: 0 });
    return before;
  }, 60);
}

async function dlqsEmpty() {
  for (const dlq of DLQS) expect([dlq, await depth(dlq)]).toEqual([dlq, { waiting: 0, inFlight: 0 }]);
}

test('2,000 orders by 20 parallel clients: all decided, stock and counters exact', async () => {
  const clerk = new Person('clerk', 'inventory:write analytics:read');
  const skus = Array.from({ length: 50 }, (_, index) => `S${index}-${randomUUID().slice(0, 8)}`);
  for (const sku of skus) await clerk.put(`/inventory/${sku}`, { available: 30 });
  const before = await settled(clerk);
  const people = Array.from({ length: 20 }, () => new Person());

  const answers = await inParallel(2_000, 20, (index) => {
    const sku = skus[index % skus.length];
    return (people[index % 20] as Person).placeOrder({
      currency: 'EUR',
      lines: [{ sku, quantity: 1, unitPrice: 100 }],
    });
  });
  expect(answers.filter(({ status }) => status !== 201)).toEqual([]);

  // 50 skus with 30 units and 40 orders each: 1,500 orders can be fulfilled.
  await eventually(async () => {
    const all = await Promise.all(people.map(statuses));
    const sum = (status: string) => all.reduce((total, one) => total + (one.get(status) ?? 0), 0);
    expect([sum('PENDING'), sum('CONFIRMED'), sum('REJECTED')]).toEqual([0, 1_500, 500]);
  }, 120);
  for (const sku of skus) {
    expect((await clerk.get<Stock>(`/inventory/${sku}`)).body).toMatchObject({ available: 0, reserved: 30 });
  }
  await eventually(async () => {
    const after = await today(clerk);
    expect([
      after.orders - before.orders,
      after.confirmed - before.confirmed,
      after.rejected - before.rejected,
    ]).toEqual([2_000, 1_500, 500]);
  }, 120);
  await dlqsEmpty();
}, 300_000);

test('a hot sku: 1,000 orders at once for 600 units', async () => {
  const sku = `HOT-${randomUUID().slice(0, 8)}`;
  const clerk = new Person('clerk', 'inventory:write');
  await clerk.put(`/inventory/${sku}`, { available: 600 });
  const people = Array.from({ length: 40 }, () => new Person());
  const answers = await inParallel(1_000, 40, (index) =>
    (people[index % 40] as Person).placeOrder({
      currency: 'EUR',
      lines: [{ sku, quantity: 1, unitPrice: 5 }],
    }),
  );
  expect(answers.filter(({ status }) => status !== 201)).toEqual([]);
  await eventually(async () => {
    const all = await Promise.all(people.map(statuses));
    const sum = (status: string) => all.reduce((total, one) => total + (one.get(status) ?? 0), 0);
    expect([sum('PENDING'), sum('CONFIRMED'), sum('REJECTED')]).toEqual([0, 600, 400]);
  }, 120);
  expect((await clerk.get<Stock>(`/inventory/${sku}`)).body).toMatchObject({ available: 0, reserved: 600 });
  await dlqsEmpty();
}, 300_000);
