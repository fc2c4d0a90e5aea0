import type { OrderItem } from '@orderflow/domain';
import { batchGet } from '@orderflow/idempotency';
import type { ImportedOrder } from '../csv/orders/importedOrder.ts';
import type { Store } from '../lib/store.ts';
import type { Holder } from './insertOrders.ts';

/**
 * The holder of each id if these orders were inserted: the order that has it now, or else the item itself. Writes
 * nothing.
 */
export async function wouldInsert(
  items: ImportedOrder[],
  { client, orders }: Pick<Store, 'client' | 'orders'>,
): Promise<Holder[]> {
  const there = await batchGet<OrderItem & Holder>(
    client,
    orders,
    items.map(({ pk }) => ({ pk })),
  );
  const holders = new Map(there.map((order) => [order.pk, order]));
  return items.map((item) => holders.get(item.pk) ?? item);
}
