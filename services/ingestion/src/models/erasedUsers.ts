import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { ERASED_USERS, erasedUserOf } from '@orderflow/domain';
import type { FileOrder } from '../csv/orders/fileOrder.ts';
import type { Store } from '../lib/store.ts';

type OrdersStore = Pick<Store, 'client' | 'orders'>;

const FAULT = { column: 'userId', reason: 'is of somebody whose data were erased' };

/** The users who were erased recently. */
export async function erasedUsers({ client, orders }: OrdersStore): Promise<Set<string>> {
  const pages = paginateQuery(
    { client },
    {
      TableName: orders,
      IndexName: 'byUser',
      KeyConditionExpression: 'userId = :erased',
      ExpressionAttributeValues: { ':erased': ERASED_USERS },
      ProjectionExpression: 'pk',
    },
  );
  const users = new Set<string>();
  for await (const { Items = [] } of pages) for (const { pk } of Items) users.add(erasedUserOf(pk));
  return users;
}

/** The same orders, but those of erased people become faults: a file may have been written before the erasure. */
export async function* withoutErased(
  blocks: AsyncIterable<FileOrder[]>,
  erased: ReadonlySet<string>,
): AsyncGenerator<FileOrder[]> {
  for await (const block of blocks) {
    yield block.map((order) =>
      order.item?.userId !== undefined && erased.has(order.item.userId)
        ? { record: order.record, ...(order.more && { more: order.more }), fault: FAULT }
        : order,
    );
  }
}
