import { http } from '@orderflow/lambda';
import { cancelOrder } from '../models/cancelOrder.ts';

export const handler = http(async ({ principal, params, context }) => ({
  status: 200,
  body: await cancelOrder(params['orderId'], principal, context),
}));
