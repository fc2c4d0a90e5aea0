import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { isOrderId, RefusedError } from '@orderflow/domain';
import { store as defaultStore, type Store } from '../lib/store.ts';

/**
 * The id of an order that this caller may read: their own, or any order if they may read all. Payments do not store
 * their owner.
 *
 * @throws RefusedError (not-found)
 */
export async function readableOrder(
  orderId: string | undefined,
  { principal, mayReadAll }: { principal: string; mayReadAll: boolean },
  { client, orders }: Pick<Store, 'client' | 'orders'> = defaultStore,
): Promise<string> {
  if (isOrderId(orderId)) {
    const { Item } = await client.send(
      new GetCommand({
        TableName: orders,
        Key: { pk: orderId },
        ProjectionExpression: 'pk, userId',
        ConsistentRead: true,
      }),
    );
    if (Item && (mayReadAll || Item['userId'] === principal)) return orderId;
  }
  throw new RefusedError('not-found', 'There is no such order');
}
