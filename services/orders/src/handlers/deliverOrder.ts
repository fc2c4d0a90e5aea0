import { http } from '@orderflow/lambda';
import { deliverOrder } from '../models/fulfilOrder.ts';

export const handler = http(async ({ params, context }) => ({
  status: 200,
  body: await deliverOrder(params['orderId'], context),
}));
