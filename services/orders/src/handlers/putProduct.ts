import { http } from '@orderflow/lambda';
import { isPutProduct } from '@orderflow/validation';
import { putProduct } from '../models/products.ts';

export const handler = http(async ({ params, json }) => ({
  status: 200,
  body: await putProduct(params['sku'], json(isPutProduct)),
}));
