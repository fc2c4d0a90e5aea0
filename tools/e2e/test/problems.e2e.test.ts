import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { type Order, Person, send } from '../src/index.ts';

const order = { currency: 'EUR', lines: [{ sku: 'NOBODY-HAS-THIS', quantity: 1, unitPrice: 100 }] };
const key = () => ({ 'idempotency-key': randomUUID() });

function expectProblem(answer: { status: number; headers: Headers; body: unknown }, status: number) {
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer.headers.get('x-correlation-id')).toMatch(/^[A-Za-z0-9_.:-]{1,128}$/);
  expect(answer.body).toMatchObject({
    type: expect.any(String),
    title: expect.any(String),
    status,
    detail: expect.any(String),
  });
}

describe('errors are problem details', () => {
  test('a body that is not JSON is 400', async () => {
    expectProblem(await new Person().post('/orders', '{"currency":', key()), 400);
  });

  test.each(['false', '0', 'null', '""', '[]'])(
    'a body that is JSON but no object, %s, is 422',
    async (body) => {
      expectProblem(await new Person().post('/orders', body, key()), 422);
    },
  );

  test('every violation of the schema is named by its JSON pointer', async () => {
    const bad = { currency: 'EURO', lines: [{ sku: 'a b', quantity: 0, unitPrice: -1 }], extra: true };
    const answer = await new Person().post<{ errors: { pointer: string }[] }>('/orders', bad, key());
    expectProblem(answer, 422);
    expect(answer.body.errors.map(({ pointer }) => pointer).sort()).toEqual(
      ['/currency', '/extra', '/lines/0/quantity', '/lines/0/sku', '/lines/0/unitPrice'].sort(),
    );
  });

  test('a sku in two lines is 422', async () => {
    const twice = { ...order, lines: [...order.lines, ...order.lines] };
    const answer = await new Person().post('/orders', twice, key());
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '/lines/1/sku' }] } });
  });

  test('a body over 256 KiB is 413', async () => {
    expectProblem(await new Person().post('/orders', { ...order, note: 'x'.repeat(256 * 1024) }, key()), 413);
  });

  test('no token is 401, a missing scope 403, an unknown route 404', async () => {
    expectProblem(await send('GET', '/orders'), 401);
    expectProblem(await new Person().put('/inventory/TEA-1', { available: 1 }), 403);
    expectProblem(await new Person().get('/nothing/here'), 404);
  });

  test.each(['limit=0', 'limit=101', 'limit=x', 'cursor=x', `cursor=${'A'.repeat(5000)}`])(
    'GET /orders?%s is 400',
    async (query) => {
      expectProblem(await new Person().get(`/orders?${query}`), 400);
    },
  );

  test.each(['from=2026-02-30', 'from=x', 'from=2026-02-02&to=2026-02-01', 'from=2000-01-01&to=2026-01-01'])(
    'GET /analytics/daily?%s is 400',
    async (query) => {
      expectProblem(await new Person('analyst', 'analytics:read').get(`/analytics/daily?${query}`), 400);
    },
  );

  test('an inbound correlation id is kept only if it is harmless', async () => {
    const kept = await new Person().call('GET', '/orders', { headers: { 'x-correlation-id': 'A-1_b.c:d' } });
    expect(kept.headers.get('x-correlation-id')).toBe('A-1_b.c:d');
    const replaced = await new Person().call('GET', '/orders', {
      headers: { 'x-correlation-id': 'a b<script>' },
    });
    expect(replaced.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe("other people's orders", () => {
  test('are as unknown as orders that do not exist', async () => {
    const [ada, eve] = [new Person(), new Person()];
    const { body } = await ada.placeOrder(order);
    const [foreign, absent] = [
      await eve.get(`/orders/${body.orderId}`),
      await eve.get(`/orders/${randomUUID()}`),
    ];
    expectProblem(foreign, 404);
    expect(foreign.body).toEqual(absent.body);
    expectProblem(await eve.post(`/orders/${body.orderId}/cancel`), 404);
  });

  test('do not appear in a list, whatever the cursor', async () => {
    const [ada, eve] = [new Person(), new Person()];
    for (let i = 0; i < 3; i++) await ada.placeOrder(order);
    const mine = await eve.placeOrder(order);
    const page = await ada.get<{ items: Order[]; cursor: string }>('/orders?limit=2');
    expect(page.body.items).toHaveLength(2);
    const stolen = await eve.get<{ items: Order[] }>(`/orders?cursor=${page.body.cursor}`);
    for (const { userId } of stolen.body.items) expect(userId).toBe(mine.body.userId);
  });

  test('pages are complete, newest first', async () => {
    const ada = new Person();
    const placed: string[] = [];
    for (let i = 0; i < 7; i++) placed.unshift((await ada.placeOrder(order)).body.orderId);
    const listed: string[] = [];
    let query = '';
    do {
      const { body } = await ada.get<{ items: Order[]; cursor?: string }>(`/orders?limit=3${query}`);
      listed.push(...body.items.map(({ orderId }) => orderId));
      query = body.cursor ? `&cursor=${body.cursor}` : '';
    } while (query);
    expect(listed).toEqual(placed);
  });
});
