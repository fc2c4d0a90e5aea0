import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { isSku, RefusedError } from '@orderflow/domain';
import { store as defaultStore, type Store } from '../lib/store.ts';

export interface Stock {
  sku: string;
  /** Units that orders may take. */
  available: number;
  /** Units that orders hold. */
  reserved: number;
}

/** The item of the inventory table. */
export interface StockItem extends Omit<Stock, 'sku'> {
  /** The sku. */
  pk: string;
}

type InventoryStore = Pick<Store, 'client' | 'inventory'>;

/** @throws RefusedError (not-found) */
export async function getStock(
  sku: string | undefined,
  { client, inventory }: InventoryStore = defaultStore,
): Promise<Stock> {
  const { Item } = isSku(sku)
    ? await client.send(new GetCommand({ TableName: inventory, Key: { pk: sku }, ConsistentRead: true }))
    : {};
  if (!Item) throw new RefusedError('not-found', 'There is no such sku');
  return toStock(Item as StockItem);
}

/**
 * Sets the units that orders may take. Units that they already hold do not change.
 *
 * @throws RefusedError (unprocessable) when the sku is not one.
 */
export async function setAvailable(
  sku: string | undefined,
  available: number,
  { client, inventory }: InventoryStore = defaultStore,
): Promise<Stock> {
  if (!isSku(sku)) {
    throw new RefusedError(
      'unprocessable',
      'A sku is 1 to 64 characters of A-Z a-z 0-9 _ . -, and not . or ..',
    );
  }
  const { Attributes } = await client.send(
    new UpdateCommand({
      TableName: inventory,
      Key: { pk: sku },
      UpdateExpression: 'SET available = :available, reserved = if_not_exists(reserved, :none)',
      ExpressionAttributeValues: { ':available': available, ':none': 0 },
      ReturnValues: 'ALL_NEW',
    }),
  );
  return toStock(Attributes as StockItem);
}

const toStock = ({ pk, available, reserved }: StockItem): Stock => ({ sku: pk, available, reserved });
