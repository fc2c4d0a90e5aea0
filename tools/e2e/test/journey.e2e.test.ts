import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { eventually, listen, type Order, Person, type Stock } from '../src/index.ts';
import { logLines } from '../src/logs.ts';

const today = new Date().toISOString().slice(0, 10);

interface Day {
  date: string;
  orders: number;
  confirmed: number;
  rejected: number;
  cancelled: number;
  revenue: Record<string, number>;
}

async function counters(analyst: Person, date = today): Promise<Day> {
  const { body } = await analyst.get<{ days: Day[] }>(`/analytics/daily?from=${date}&to=${date}`);
  return body.days[0] as Day;
}

test('a person signs up, orders, sees the order confirmed, counted, and cancels it', async () => {
  const sku = `TEA-${randomUUID().slice(0, 8)}`;
  const clerk = new Person('clerk', 'inventory:write analytics:read');
  const ada = new Person();
  const before = await counters(clerk);

  const created = await ada.post('/users', { email: `${ada.sub}@example.com`, name: 'Ada' });
  expect(created).toMatchObject({ status: 201, body: { userId: ada.sub, status: 'ONBOARDING' } });
  expect(await clerk.put<Stock>(`/inventory/${sku}`, { available: 5 })).toMatchObject({
    status: 200,
    body: { sku, available: 5, reserved: 0 },
  });

  const placed = await ada.placeOrder({ currency: 'EUR', lines: [{ sku, quantity: 2, unitPrice: 350 }] });
  expect(placed).toMatchObject({ status: 201, body: { userId: ada.sub, status: 'PENDING', total: 700 } });
  expect(placed.headers.get('location')).toBe(`/orders/${placed.body.orderId}`);

  await eventually(async () => {
    expect(await ada.get(`/orders/${placed.body.orderId}`)).toMatchObject({ body: { status: 'CONFIRMED' } });
  });
  expect((await ada.get(`/inventory/${sku}`)).body).toEqual({ sku, available: 3, reserved: 2 });
  await eventually(async () => {
    const after = await counters(clerk);
    expect(after.orders).toBeGreaterThan(before.orders);
    expect(after.confirmed).toBeGreaterThan(before.confirmed);
    expect(after.revenue['EUR'] ?? 0).toBeGreaterThanOrEqual((before.revenue['EUR'] ?? 0) + 700);
  });

  const cancelled = await ada.post<Order>(`/orders/${placed.body.orderId}/cancel`);
  expect(cancelled).toMatchObject({ status: 200, body: { status: 'CANCELLED' } });
  expect((await ada.post<Order>(`/orders/${placed.body.orderId}/cancel`)).status).toBe(200);
  expect((await ada.get(`/inventory/${sku}`)).body).toEqual({ sku, available: 5, reserved: 0 });
});

test('what counts orders learns the shard that they are from', async () => {
  await new Person().placeOrder({ currency: 'EUR', lines: [{ sku: 'NONE', quantity: 1, unitPrice: 350 }] });
  await eventually(async () => {
    const lines = await logLines(String(process.env['ORDERFLOW_STATE_DIR']));
    const shards = lines.flatMap(({ line }) => /"events counted".*"shard":"([^"]*)"/.exec(line)?.[1] ?? []);
    expect(shards).not.toEqual([]);
    for (const shard of shards) expect(shard).toMatch(/^orderflow-local-orders\/stream\/.+#shardId-/);
  });
});

test('an order that cannot be had as a whole is rejected and takes nothing', async () => {
  const [plenty, scarce] = [`A-${randomUUID()}`, `B-${randomUUID()}`];
  const clerk = new Person('clerk', 'inventory:write');
  await clerk.put(`/inventory/${plenty}`, { available: 100 });
  await clerk.put(`/inventory/${scarce}`, { available: 1 });
  const ada = new Person();
  const { body } = await ada.placeOrder({
    currency: 'EUR',
    lines: [
      { sku: plenty, quantity: 10, unitPrice: 1 },
      { sku: scarce, quantity: 2, unitPrice: 1 },
    ],
  });
  await eventually(async () => {
    expect(await ada.get(`/orders/${body.orderId}`)).toMatchObject({ body: { status: 'REJECTED' } });
  });
  expect((await ada.get(`/inventory/${plenty}`)).body).toMatchObject({ available: 100, reserved: 0 });
  expect((await ada.post(`/orders/${body.orderId}/cancel`)).status).toBe(409);
});

test('the correlation id and the trace go from the request into every event of the order', async () => {
  const listener = await listen();
  const correlationId = `trace.${randomUUID()}`;
  const traceId = randomUUID().replaceAll('-', '');
  const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;
  const ada = new Person();
  const answer = await ada.post<Order>(
    '/orders',
    { currency: 'EUR', lines: [{ sku: 'NOBODY-HAS-THIS', quantity: 1, unitPrice: 1 }] },
    {
      'idempotency-key': randomUUID(),
      'x-correlation-id': correlationId,
      traceparent,
      tracestate: 'vendor=1',
    },
  );
  expect(answer.headers.get('x-correlation-id')).toBe(correlationId);
  const types: string[] = [];
  await eventually(async () => {
    const mine = (await listener.events()).filter(({ subject }) => subject === answer.body.orderId);
    for (const event of mine) {
      expect(event.correlationid).toBe(correlationId);
      expect(event.traceparent).toMatch(new RegExp(`^00-${traceId}-(?!00f067aa0ba902b7)[0-9a-f]{16}-01$`));
      expect(event.tracestate).toBe('vendor=1');
    }
    types.push(...mine.map(({ type }) => type));
    expect(types.sort()).toEqual(['order.created.v1', 'order.rejected.v1']);
  });
});
