import { http } from '@orderflow/lambda';
import { readableOrder } from '../models/orderOwner.ts';
import { listRefunds } from '../models/refunds.ts';

export const handler = http(async ({ principal, scopes, params }) => {
  const mayReadAll = scopes.has('payments:write');
  const orderId = await readableOrder(params['orderId'], { principal, mayReadAll });
  return { status: 200, body: { items: await listRefunds(orderId) } };
});
