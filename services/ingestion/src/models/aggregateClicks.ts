import { addTo, consumeShard, type ShardPart } from '@orderflow/idempotency';
import { env, type SetAside, setAside, setUnreadableAside } from '@orderflow/lambda';
import { type ClickStore, clickStore } from '../lib/clickStore.ts';
import { type ClickRecord, firstPart } from './clickCounters.ts';
import { CounterRoom, type KnownCounters } from './counterRoom.ts';

/** Kept in a shard's checkpoint: the counters that it wrote to recently. */
interface Kept {
  known: KnownCounters;
}

/**
 * Counts those clicks of one shard's batch that are not counted yet. A record that is not a click is set aside before
 * the checkpoint passes it. It is set aside once more if the batch is delivered again before that.
 *
 * @param shard the stream and the shard's id
 * @param records in the order of the shard
 * @throws Error when such a record could not be set aside: its batch must be delivered again.
 */
export async function aggregateClicks(
  shard: string,
  records: ClickRecord[],
  store: ClickStore = clickStore,
  aside = sideQueue,
  now = new Date(),
): Promise<void> {
  const { client, analytics, keepDays, countersPerHour } = store;
  await consumeShard<ClickRecord, Kept>(
    {
      client,
      table: analytics,
      key: { pk: `clicks-shard#${shard}`, sk: 'checkpoint' },
      async part(rest, checkpoint): Promise<ShardPart<ClickRecord, Kept>> {
        const room = new CounterRoom(checkpoint?.known, countersPerHour, now);
        const { records: some, additions } = firstPart(rest, room, shard);
        await setUnreadableAside(some, aside);
        const effects = additions.map(({ pk, sk, counts, day }) =>
          addTo(analytics, { pk, sk }, counts, day === undefined ? {} : { expiresAt: endOf(day, keepDays) }),
        );
        return { records: some, effects, kept: { known: room.known() } };
      },
    },
    records,
  );
}

const sideQueue = (records: SetAside[]) => setAside(records, env('FAILURES_QUEUE_ARN'));

/** Seconds since the epoch, for DynamoDB's TTL. */
const endOf = (day: string, keepDays: number) => Date.parse(day) / 1000 + (keepDays + 1) * 86_400;
