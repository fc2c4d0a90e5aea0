import { http } from '@orderflow/lambda';
import { isPutInventory } from '@orderflow/validation';
import { setAvailable } from '../models/stock.ts';

export const handler = http(async ({ params, json }) => {
  const { available } = json(isPutInventory);
  return { status: 200, body: await setAvailable(params['sku'], available) };
});
