import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { type Context, type OrderItem, outboxEvent } from '@orderflow/domain';
import { store as defaultStore } from '../lib/store.ts';
import { changeOrder, type OrdersAndStock } from './changeOrder.ts';
import { findOrder } from './orders.ts';

/** Parts of the index `byReservation`: each takes some 500 new reservations a second. */
const PARTS = 4;
const parts = Array.from({ length: PARTS }, (_, index) => String(index));

/** Orders that are handled at a time. */
const IN_FLIGHT = 10;

/**
 * The attributes of an order that waits for its payment. They are in the index only while the order waits, so an order
 * on account costs the index nothing.
 */
export const reservedUntil = (
  orderId: string,
  now: Date,
  seconds: number,
): Required<Pick<OrderItem, 'reservation' | 'reservedUntil'>> => ({
  reservation: String((orderId.codePointAt(orderId.length - 1) ?? 0) % PARTS),
  reservedUntil: new Date(now.getTime() + seconds * 1000).toISOString(),
});

/**
 * Rejects the orders that have waited for their payment in vain, and returns their stock. Stock waits no longer,
 * whatever the provider or services/payments say. services/payments hears of the rejection and voids money that is
 * authorised afterwards. A run may be repeated, cut short, or meet another run or the payment itself: only the first
 * one changes the order.
 *
 * @param due reservations that end before this are over
 * @param run the context of the run
 * @param mayGoOn true while there is time for more
 * @throws the first error of an order, after all the others were handled: none waits behind it
 */
export async function expireReservations(
  due: Date,
  run: Context,
  store: OrdersAndStock = defaultStore,
  mayGoOn: () => boolean = () => true,
): Promise<number> {
  const failures: unknown[] = [];
  const counts = await Promise.all(
    parts.map(async (part) => {
      let expired = 0;
      for await (const orderIds of overdue(part, due, store)) {
        if (!mayGoOn()) break;
        const ended = await Promise.allSettled(orderIds.map((orderId) => expire(orderId, due, run, store)));
        for (const one of ended) {
          if (one.status === 'rejected') failures.push(one.reason);
          else if (one.value) expired++;
        }
      }
      return expired;
    }),
  );
  if (failures.length > 0) throw failures[0];
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Pages of ids from the index, the longest overdue first. The index may still show orders that are done. */
async function* overdue(part: string, due: Date, { client, orders }: OrdersAndStock) {
  const pages = paginateQuery(
    { client, pageSize: IN_FLIGHT },
    {
      TableName: orders,
      IndexName: 'byReservation',
      KeyConditionExpression: 'reservation = :part AND reservedUntil < :due',
      ExpressionAttributeValues: { ':part': part, ':due': due.toISOString() },
    },
  );
  for await (const { Items = [] } of pages) if (Items.length > 0) yield Items.map(({ pk }) => String(pk));
}

async function expire(orderId: string, due: Date, context: Context, store: OrdersAndStock): Promise<boolean> {
  let isOver = false;
  await changeOrder(
    () => findOrder(orderId, store),
    ({ pk, status, reservedUntil = '' }) => {
      isOver = status === 'RESERVED' && reservedUntil < due.toISOString();
      const event = outboxEvent('order.rejected.v1', pk, context, { reason: 'PAYMENT_EXPIRED' });
      return isOver ? { to: 'REJECTED', event } : undefined;
    },
    context,
    store,
  );
  return isOver;
}
