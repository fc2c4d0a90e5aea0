import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { isSku, RefusedError } from '@orderflow/domain';
import { batchGet } from '@orderflow/idempotency';
import { decodeCursor, encodeCursor, invalidCursor } from '@orderflow/lambda';
import type { PutProduct } from '@orderflow/validation';
import { store as defaultStore, type Store } from '../lib/store.ts';

/** A product of the catalogue. */
export interface Product {
  sku: string;
  name: string;
  /** Minor units by currency. */
  prices: Record<string, number>;
  /** False: it is shown, but cannot be ordered. */
  active: boolean;
}

/** All products are in one partition, so that a list of them has an order and a position to continue from. */
const PRODUCT = 'product';

interface ProductItem extends Omit<Product, 'sku'> {
  pk: typeof PRODUCT;
  /** The sku. */
  sk: string;
}

type ProductsStore = Pick<Store, 'client' | 'products'>;

/**
 * Puts a product into the catalogue. It replaces one with the same sku.
 *
 * @throws RefusedError (unprocessable) when the sku is not one.
 */
export async function putProduct(
  sku: string | undefined,
  { name, prices, active = true }: PutProduct,
  { client, products }: ProductsStore = defaultStore,
): Promise<Product> {
  if (!isSku(sku)) {
    throw new RefusedError(
      'unprocessable',
      'A sku is 1 to 64 characters of A-Z a-z 0-9 _ . -, and not . or ..',
    );
  }
  const Item: ProductItem = { pk: PRODUCT, sk: sku, name, prices, active };
  await client.send(new PutCommand({ TableName: products, Item }));
  return toProduct(Item);
}

/** @throws RefusedError (not-found) */
export async function getProduct(
  sku: string | undefined,
  { client, products }: ProductsStore = defaultStore,
): Promise<Product> {
  const { Item } = isSku(sku)
    ? await client.send(new GetCommand({ TableName: products, Key: { pk: PRODUCT, sk: sku } }))
    : {};
  if (!Item) throw new RefusedError('not-found', 'There is no such product');
  return toProduct(Item as ProductItem);
}

/**
 * A page of the catalogue, by sku.
 *
 * @throws RefusedError (malformed) for an invalid cursor.
 */
export async function listProducts(
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  { client, products }: ProductsStore = defaultStore,
): Promise<{ items: Product[]; cursor?: string }> {
  const { Items = [], LastEvaluatedKey: last } = await client.send(
    new QueryCommand({
      TableName: products,
      KeyConditionExpression: 'pk = :product',
      ExpressionAttributeValues: { ':product': PRODUCT },
      Limit: limit,
      ExclusiveStartKey: cursor === undefined ? undefined : { pk: PRODUCT, sk: skuIn(cursor) },
    }),
  );
  const items = (Items as ProductItem[]).map(toProduct);
  return last ? { items, cursor: encodeCursor([last['sk']]) } : { items };
}

/** The products with these skus, as they are now. Unknown ones are left out. */
export async function findProducts(
  skus: string[],
  { client, products }: ProductsStore = defaultStore,
): Promise<Product[]> {
  const keys = skus.map((sk) => ({ pk: PRODUCT, sk }));
  return (await batchGet<ProductItem>(client, products, keys)).map(toProduct);
}

function skuIn(cursor: string): string {
  const [sku, ...more] = decodeCursor(cursor);
  if (!isSku(sku) || more.length > 0) throw invalidCursor();
  return sku;
}

const toProduct = ({ sk, name, prices, active }: ProductItem): Product => ({ sku: sk, name, prices, active });
