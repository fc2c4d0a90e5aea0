import { http, pageLimit } from '@orderflow/lambda';
import { exportUser } from '../models/exportUser.ts';

/** GET /users/me/export: the data about the caller, in pages. */
export const handler = http(async ({ principal, query }) => ({
  status: 200,
  body: await exportUser(principal, { limit: pageLimit(query['limit']), cursor: query['cursor'] }),
}));
