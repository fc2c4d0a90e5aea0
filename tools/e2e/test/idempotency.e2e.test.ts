import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { eventually, listen, Person } from '../src/index.ts';

const order = { currency: 'EUR', lines: [{ sku: 'NOBODY-HAS-THIS', quantity: 1, unitPrice: 100 }] };

describe('POST /orders', () => {
  test('50 times at once with one key is one order, 49 replays and one event', async () => {
    const listener = await listen();
    const ada = new Person();
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 50 }, () => ada.placeOrder(order, key)));

    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(201));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    const replays = answers.filter(({ headers }) => headers.get('idempotency-replayed') === 'true');
    expect(replays).toHaveLength(49);

    const orderId = answers[0]?.body.orderId;
    const events: { type: string; id: string }[] = [];
    await eventually(async () => {
      events.push(...(await listener.events()).filter(({ subject }) => subject === orderId));
      expect(events.map(({ type }) => type)).toContain('order.rejected.v1');
    });
    const created = events.filter(({ type }) => type === 'order.created.v1');
    expect(new Set(created.map(({ id }) => id)).size).toBe(1);
  });

  test('a replay gives the original answer, whatever became of the order', async () => {
    const ada = new Person();
    const key = randomUUID();
    const { body } = await ada.placeOrder(order, key);
    await eventually(async () => {
      expect(await ada.get(`/orders/${body.orderId}`)).toMatchObject({ body: { status: 'REJECTED' } });
    });
    expect(await ada.placeOrder(order, key)).toMatchObject({ status: 201, body });
  });

  test('the quoted and the bare spelling of a key are one key', async () => {
    const ada = new Person();
    const key = randomUUID();
    const { body } = await ada.placeOrder(order, key);
    const again = await ada.placeOrder(order, `"${key}"`);
    expect(again.body).toEqual(body);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
  });

  test('a key that was used for another body is 422', async () => {
    const ada = new Person();
    const key = randomUUID();
    await ada.placeOrder(order, key);
    const other = { ...order, currency: 'USD' };
    expect(await ada.placeOrder(other, key)).toMatchObject({ status: 422, body: { status: 422 } });
  });

  test('a key belongs to one person', async () => {
    const key = randomUUID();
    const [ada, eve] = [await new Person().placeOrder(order, key), await new Person().placeOrder(order, key)];
    expect(eve.headers.get('idempotency-replayed')).toBeNull();
    expect(eve.body.orderId).not.toBe(ada.body.orderId);
  });

  test.each([undefined, '', 'x'.repeat(256), '"unbalanced'])('a key like %j is 400', async (key) => {
    const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key };
    expect(await new Person().post('/orders', order, headers)).toMatchObject({
      status: 400,
      body: { status: 400 },
    });
  });
});
