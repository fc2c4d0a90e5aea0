import { pageLimit, publicHttp } from '@orderflow/lambda';
import { CACHEABLE } from '../lib/cacheable.ts';
import { listProducts } from '../models/products.ts';

export const handler = publicHttp(async ({ query }) => ({
  status: 200,
  body: await listProducts({ limit: pageLimit(query['limit']), cursor: query['cursor'] }),
  headers: CACHEABLE,
}));
