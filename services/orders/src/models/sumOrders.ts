import { addTo, consumeShard, type ShardPart } from '@orderflow/idempotency';
import { env, logger, type Placed, type SetAside, setAside, setUnreadableAside } from '@orderflow/lambda';
import { store as defaultStore, type Store } from '../lib/store.ts';
import { amounts, dayKey } from './countOrders.ts';
import { count, type DailyCounters, dateOf, dayOf, type OrderEvent } from './dailyCounters.ts';
import { measureOrders } from './measureOrders.ts';

type Event = Placed<OrderEvent>;

/** Longer than a shard's records can be read: a shard takes records for some hours, and its stream keeps them a day. */
const KEPT_SECONDS = 8 * 86_400;
/** TransactWriteItems takes 100 items; one of them is the checkpoint. */
const MAX_DAYS = 99;

/**
 * Counts the events of one shard's batch that are not counted yet. An event that breaks its schema goes to the
 * dead-letter queue of countOrders, before the checkpoint moves past it. After a fix and a redrive, countOrders counts
 * it. If the batch comes again before the checkpoint has moved, the event is sent again, and countOrders recognises it
 * by its mark.
 *
 * @param shard the stream and the shard's id
 * @throws Error when an event could not be sent there: the batch must come again.
 */
export async function sumOrders(
  shard: string,
  events: Event[],
  { client, analytics }: Pick<Store, 'client' | 'analytics'> = defaultStore,
  aside = deadLetters,
  now = new Date(),
): Promise<void> {
  const expiresAt = Math.floor(now.getTime() / 1000) + KEPT_SECONDS;
  const taken = await consumeShard<Event, { expiresAt: number }>(
    {
      client,
      table: analytics,
      key: { pk: `orders-shard#${shard}`, sk: 'checkpoint' },
      async part(rest): Promise<ShardPart<Event, { expiresAt: number }>> {
        const { records, days } = firstDays(rest);
        await setUnreadableAside(records, aside);
        const effects = [...days].map(([date, day]) => addTo(analytics, dayKey(date, shard), amounts(day)));
        return { records, effects, kept: { expiresAt } };
      },
    },
    events,
  );
  const counted = taken.flatMap(({ value }) => value ?? []);
  measureOrders(counted);
  if (taken.length > 0) logger({}).info('events counted', { shard, count: counted.length });
}

/** As many events from the beginning as one transaction can count, and what they add to each day. */
function firstDays(events: Event[]): { records: Event[]; days: Map<string, DailyCounters> } {
  const days = new Map<string, DailyCounters>();
  let taken = 0;
  for (const { value } of events) {
    if (value) {
      const date = dateOf(value);
      if (!days.has(date) && days.size === MAX_DAYS) break;
      count(value, dayOf(days, date));
    }
    taken++;
  }
  return { records: events.slice(0, taken), days };
}

const deadLetters = (records: SetAside[]) => setAside(records, env('ANALYTICS_DLQ_ARN'));
