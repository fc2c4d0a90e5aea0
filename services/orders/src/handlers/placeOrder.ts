import { derivedId } from '@orderflow/domain';
import {
  env,
  experimentBucket,
  type HttpReply,
  http,
  idempotencyKey,
  problemReply,
  replayed,
} from '@orderflow/lambda';
import { isCreateOrder } from '@orderflow/validation';
import { cachedCatalogue } from '../lib/productCache.ts';
import { refuseOnAccount } from '../models/onAccount.ts';
import { placeOrder } from '../models/placeOrder.ts';
import { PriceChangedError, priceOrder } from '../models/priceOrder.ts';

const catalogue = cachedCatalogue(() => Number(env('PRODUCT_CACHE_SECONDS')));

export const handler = http(async ({ principal, scopes, headers, json, context }) => {
  const key = idempotencyKey(headers['idempotency-key']);
  const content = json(isCreateOrder);
  refuseOnAccount(content, scopes);
  const orderId = derivedId(principal, 'POST /orders', key);
  const wanted = { orderId, userId: principal, bucket: experimentBucket(headers), ...content };
  const price = () => priceOrder(content, scopes, catalogue);
  try {
    const placed = await placeOrder(wanted, context, price);
    return {
      status: 201,
      body: placed.order,
      headers: { location: `/orders/${orderId}`, ...replayed(placed) },
    };
  } catch (error) {
    if (error instanceof PriceChangedError) return priceChanged(error);
    throw error;
  }
});

const priceChanged = (error: PriceChangedError): HttpReply =>
  problemReply(error, {
    type: 'https://orderflow.dev/problems/price-changed',
    title: 'Price changed',
    lines: error.lines,
  });
