import type { Stage } from '../sweep/scenario.ts';

export const order = (sku = 'tea', quantity = 2) => ({
  currency: 'EUR',
  lines: [
    { sku, quantity, unitPrice: 250 },
    { sku: 'cup', quantity: 1, unitPrice: 900 },
  ],
});
export const by = (sub: string, key: string, body: object = order()) => ({
  sub,
  // The ordered products are in no catalogue.
  scope: 'orders:price',
  headers: { 'x-correlation-id': `c-${key}`, 'idempotency-key': key },
  body,
});
export const clerk = { sub: 'clerk', scope: 'inventory:write', headers: { 'x-correlation-id': 'c-clerk' } };

export async function stocked({ platform }: Stage, ...available: [sku: string, available: number][]) {
  for (const [sku, count] of available) {
    await platform.request('PUT /inventory/{sku}', { ...clerk, params: { sku }, body: { available: count } });
  }
}

/** Places orders and publishes their events to the queues. */
export async function announced({ platform }: Stage, ...orders: ReturnType<typeof by>[]): Promise<string[]> {
  const ids: string[] = [];
  for (const one of orders) ids.push((await platform.request('POST /orders', one)).body.orderId);
  await platform.drainStream('orders/publishEvents');
  return ids;
}
