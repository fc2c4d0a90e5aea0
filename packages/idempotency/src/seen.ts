import type { TransactItem } from './consume.ts';

/** Longer than a message can come back: 14 days in its queue and DLQ together, and 14 again after a redrive. */
const SEEN_DAYS = 35;

/**
 * Marks an event as applied by a consumer, in the transaction that applies it. If the mark exists, the transaction
 * fails: the event was applied before.
 */
export function seenMark(table: string, consumer: string, eventId: string, now: Date): TransactItem {
  const expiresAt = Math.floor(now.getTime() / 1000) + SEEN_DAYS * 86_400;
  return {
    Put: {
      TableName: table,
      Item: { pk: `${consumer}#${eventId}`, expiresAt },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
}
