import { publicHttp } from '@orderflow/lambda';
import { CACHEABLE } from '../lib/cacheable.ts';
import { getProduct } from '../models/products.ts';

export const handler = publicHttp(async ({ params }) => ({
  status: 200,
  body: await getProduct(params['sku']),
  headers: CACHEABLE,
}));
