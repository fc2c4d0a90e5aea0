import { http, pageLimit } from '@orderflow/lambda';
import { listOrders, wantedStatus } from '../models/orders.ts';

export const handler = http(async ({ principal, query }) => ({
  status: 200,
  body: await listOrders(principal, {
    limit: pageLimit(query['limit']),
    cursor: query['cursor'],
    status: wantedStatus(query['status']),
  }),
}));
