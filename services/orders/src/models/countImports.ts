import { type Consumer, seenMark } from '@orderflow/idempotency';
import type { Events } from '@orderflow/validation';
import { toDate } from '../lib/dates.ts';
import { store as defaultStore, type Store } from '../lib/store.ts';

export type ImportEvent = Events['import.completed.v1'];

/**
 * Partition of the import counters in the analytics table; the sort key is the date on which the imports were
 * completed.
 */
export const IMPORTS = 'imports';
const REJECTED = 'rejectedRows';

/**
 * Counts the rows that imports refused: one update per day for a whole batch. The same transaction marks each event as
 * seen.
 */
export function importCounting(
  now: Date,
  { client, analytics, seen }: Pick<Store, 'client' | 'analytics' | 'seen'> = defaultStore,
): Consumer<ImportEvent> {
  return {
    client,
    key: ({ id }) => id,
    plan: async (events) => ({
      guards: events.map(({ id }) => seenMark(seen, 'analytics', id, now)),
      effects: [...rejectedByDay(events)].map(([date, count]) => ({
        Update: {
          TableName: analytics,
          Key: { pk: IMPORTS, sk: date },
          UpdateExpression: `ADD ${REJECTED} :count`,
          ExpressionAttributeValues: { ':count': count },
        },
      })),
    }),
  };
}

function rejectedByDay(events: ImportEvent[]): Map<string, number> {
  const days = new Map<string, number>();
  for (const { time, data } of events) {
    const date = toDate(new Date(time));
    days.set(date, (days.get(date) ?? 0) + data.rows.rejected);
  }
  return days;
}

/** The count in an item of the analytics table. */
export const rejectedRowsIn = (item: Record<string, unknown> | undefined): number =>
  Number(item?.[REJECTED] ?? 0);
