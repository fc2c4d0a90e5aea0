import { addTo, isRefusedByCondition, transact } from '@orderflow/idempotency';
import { env, type SetAside, setAside } from '@orderflow/lambda';
import { type ClickStore, clickStore } from '../lib/clickStore.ts';
import { type Checkpoint, isAfter, moveCheckpoint, readCheckpoint } from './checkpoint.ts';
import { type ClickRecord, firstPart, type Part } from './clickCounters.ts';
import { CounterRoom } from './counterRoom.ts';

/**
 * Counts the clicks of one shard's batch that are not counted yet. Counters and checkpoint change in one transaction,
 * so a batch that comes again, with other borders, or while it is still being counted, counts nothing twice.
 *
 * What is no click is set aside before the checkpoint passes it; once more if the batch comes again before that.
 *
 * A record stays in the shard it was put in: shards that a split or a merge makes begin with checkpoints of their own.
 *
 * @param shard the stream and the shard's id
 * @param records in the order of the shard
 * @throws Error when what is no click could not be set aside: its batch must come again.
 */
export async function aggregateClicks(
  shard: string,
  records: ClickRecord[],
  store: ClickStore = clickStore,
  aside = sideQueue,
  now = new Date(),
): Promise<void> {
  let checkpoint = await readCheckpoint(shard, store);
  const uncounted = (of: ClickRecord[]) =>
    of.filter(({ sequenceNumber }) => isAfter(sequenceNumber, checkpoint));
  for (let rest = uncounted(records); rest.length > 0; rest = uncounted(rest)) {
    const room = new CounterRoom(checkpoint?.known, store.countersPerHour, now);
    const part = firstPart(rest, room);
    await setNoClicksAside(part, aside);
    const next = { sequenceNumber: part.records.at(-1)?.sequenceNumber ?? '', known: room.known() };
    checkpoint = (await commit(shard, part, checkpoint, next, store)) ?? (await readCheckpoint(shard, store));
  }
}

const sideQueue = (records: SetAside[]) => setAside(records, env('FAILURES_QUEUE_ARN'));

async function setNoClicksAside({ records }: Part, aside: typeof sideQueue): Promise<void> {
  const noClicks = records.flatMap(({ unreadable }) => unreadable ?? []);
  const left = noClicks.length > 0 ? await aside(noClicks) : [];
  if (left.length > 0) throw new Error(`${left.length} records that are no click could not be set aside`);
}

/** @returns the new checkpoint; undefined when somebody else moved it in between, and nothing was counted */
async function commit(
  shard: string,
  { additions }: Part,
  from: Checkpoint | undefined,
  to: Checkpoint,
  { client, analytics, keepDays }: ClickStore,
): Promise<Checkpoint | undefined> {
  try {
    await transact(client, [
      moveCheckpoint(analytics, shard, from, to),
      ...additions.map(({ pk, sk, counts, day }) =>
        addTo(analytics, { pk, sk }, counts, day === undefined ? {} : { expiresAt: endOf(day, keepDays) }),
      ),
    ]);
    return to;
  } catch (error) {
    if (isRefusedByCondition(error)) return undefined;
    throw error;
  }
}

/** Seconds since the epoch, for DynamoDB's TTL. */
const endOf = (day: string, keepDays: number) => Date.parse(day) / 1000 + (keepDays + 1) * 86_400;
