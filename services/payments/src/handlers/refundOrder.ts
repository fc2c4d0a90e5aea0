import { derivedId, isOrderId, RefusedError } from '@orderflow/domain';
import { http, idempotencyKey, replayed } from '@orderflow/lambda';
import { isCreateRefund } from '@orderflow/validation';
import { refundOrder } from '../models/refundOrder.ts';

export const handler = http(async ({ principal, headers, params, json, context }) => {
  const key = idempotencyKey(headers['idempotency-key']);
  const content = json(isCreateRefund);
  const { orderId } = params;
  // Checked first, because derivedId throws for some texts that are not order ids.
  if (!isOrderId(orderId)) throw new RefusedError('not-found', 'There is no payment of such an order');
  const refundId = derivedId(principal, `POST /orders/${orderId}/refunds`, key);
  const made = await refundOrder(orderId, refundId, content, context);
  return {
    status: 201,
    body: made.refund,
    headers: { location: `/orders/${orderId}/refunds`, ...replayed(made) },
  };
});
