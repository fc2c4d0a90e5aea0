import { http } from '@orderflow/lambda';
import { isReturnOrder } from '@orderflow/validation';
import { returnOrder } from '../models/fulfilOrder.ts';

export const handler = http(async ({ params, json, context }) => ({
  status: 200,
  body: await returnOrder(params['orderId'], json(isReturnOrder), context),
}));
