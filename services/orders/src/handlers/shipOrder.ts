import { http } from '@orderflow/lambda';
import { isShipOrder } from '@orderflow/validation';
import { shipOrder } from '../models/fulfilOrder.ts';

export const handler = http(async ({ params, json, context }) => ({
  status: 200,
  body: await shipOrder(params['orderId'], json(isShipOrder), context),
}));
