import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { eventually, type Order, Person, send } from '../src/index.ts';

const clerk = new Person('clerk', 'catalog:write inventory:write fulfilment:write');

test('an order at the price of the catalogue leaves the house, arrives and comes back', async () => {
  const sku = `tea-${randomUUID()}`;
  const product = { sku, name: 'Tea', prices: { EUR: 350 }, active: true };
  expect(await clerk.put(`/products/${sku}`, { name: 'Tea', prices: { EUR: 350 } })).toMatchObject({
    status: 200,
    body: product,
  });
  expect(await send('GET', `/products/${sku}`)).toMatchObject({ status: 200, body: product });
  expect(await send('GET', '/products?limit=100')).toMatchObject({ status: 200 });
  await clerk.put(`/inventory/${sku}`, { available: 5 });

  const buyer = new Person();
  const { body } = await buyer.placeOrder({ currency: 'EUR', lines: [{ sku, quantity: 2 }] });
  expect(body).toMatchObject({ total: 700, lines: [{ sku, quantity: 2, unitPrice: 350 }] });
  const path = `/orders/${body.orderId}`;
  await eventually(async () =>
    expect(await buyer.get(path)).toMatchObject({ body: { status: 'CONFIRMED' } }),
  );
  for (const [step, sent] of [
    ['ship', { carrier: 'post' }],
    ['deliver', undefined],
    ['return', {}],
  ] as const) {
    expect([step, (await clerk.call('POST', `${path}/${step}`, { body: sent })).status]).toEqual([step, 200]);
  }
  const { body: returned } = await buyer.get<Order & { history: { status: string }[] }>(path);
  expect(returned.history.map(({ status }) => status)).toEqual([
    'PENDING',
    'CONFIRMED',
    'SHIPPED',
    'DELIVERED',
    'RETURNED',
  ]);
  expect((await clerk.get(`/inventory/${sku}`)).body).toMatchObject({ available: 5, reserved: 0 });
});
