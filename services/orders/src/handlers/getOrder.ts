import { toOrder } from '@orderflow/domain';
import { http } from '@orderflow/lambda';
import { getOrder } from '../models/orders.ts';

export const handler = http(async ({ principal, params }) => ({
  status: 200,
  body: toOrder(await getOrder(params['orderId'], principal)),
}));
