import { derivedId } from '@orderflow/domain';
import { experimentBucket, http, idempotencyKey, replayed } from '@orderflow/lambda';
import { isCreateOrder } from '@orderflow/validation';
import { refuseOnAccount } from '../models/onAccount.ts';
import { placeOrder } from '../models/placeOrder.ts';

export const handler = http(async ({ principal, scopes, headers, json, context }) => {
  const key = idempotencyKey(headers['idempotency-key']);
  const content = json(isCreateOrder);
  refuseOnAccount(content, scopes);
  const orderId = derivedId(principal, 'POST /orders', key);
  const bucket = experimentBucket(headers);
  const placed = await placeOrder({ orderId, userId: principal, bucket, ...content }, context);
  return {
    status: 201,
    body: placed.order,
    headers: { location: `/orders/${orderId}`, ...replayed(placed) },
  };
});
