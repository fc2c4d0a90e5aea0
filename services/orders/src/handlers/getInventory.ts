import { http } from '@orderflow/lambda';
import { getStock } from '../models/stock.ts';

export const handler = http(async ({ params }) => ({ status: 200, body: await getStock(params['sku']) }));
