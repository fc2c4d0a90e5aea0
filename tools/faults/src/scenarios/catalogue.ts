import type { Scenario, Stage } from '../sweep/scenario.ts';
import { by } from '../world/orders.ts';

const headers = { 'x-correlation-id': 'c-clerk' };
const clerk = { sub: 'clerk', scope: 'catalog:write', headers };
const put = ({ platform }: Stage, sku: string, price: number) =>
  platform.request('PUT /products/{sku}', {
    ...clerk,
    params: { sku },
    body: { name: sku, prices: { EUR: price } },
  });

/** An order at catalogue prices; the caller states one of them. */
const shopper = (key: string) => ({
  ...by('ann', key, {
    currency: 'EUR',
    lines: [
      { sku: 'tea', quantity: 2, unitPrice: 350 },
      { sku: 'cup', quantity: 1 },
    ],
  }),
  scope: '',
});
const sold = async (stage: Stage) => {
  await put(stage, 'tea', 350);
  await put(stage, 'cup', 900);
};
// No cache: runs must not affect each other.
const settings = { PRODUCT_CACHE_SECONDS: '0' };

export const scenarios: Scenario[] = [
  { handler: 'orders/putProduct', when: (stage) => put(stage, 'tea', 350) },
  {
    handler: 'orders/getProduct',
    given: sold,
    when: ({ platform }) => platform.request('GET /products/{sku}', { headers, params: { sku: 'tea' } }),
  },
  {
    handler: 'orders/listProducts',
    given: sold,
    when: ({ platform }) => platform.request('GET /products', { headers, query: { limit: '1' } }),
  },
  {
    handler: 'orders/placeOrder',
    name: 'at the prices of the catalogue',
    settings,
    given: sold,
    when: ({ platform }) => platform.request('POST /orders', shopper('k1')),
  },
  ...['k1', 'k2'].map((key) => ({
    handler: 'orders/placeOrder',
    name: `${key === 'k1' ? 'again' : 'another'} when prices have changed`,
    settings,
    given: async (stage: Stage) => {
      await sold(stage);
      await stage.platform.request('POST /orders', shopper('k1'));
      await put(stage, 'tea', 400);
    },
    when: ({ platform }: Stage) => platform.request('POST /orders', shopper(key)),
  })),
];
