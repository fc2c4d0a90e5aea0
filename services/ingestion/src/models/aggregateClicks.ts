import { addTo, isRefusedByCondition, transact } from '@orderflow/idempotency';
import { type ClickStore, clickStore } from '../lib/clickStore.ts';
import { isAfter, moveCheckpoint, readCheckpoint } from './checkpoint.ts';
import { type ClickRecord, firstPart, type Part } from './clickCounters.ts';

/**
 * Counts the clicks of one shard's batch that are not counted yet. Counters and checkpoint change in one transaction,
 * so a batch that comes again, with other borders, or while it is still being counted, counts nothing twice.
 *
 * A record stays in the shard it was put in: shards that a split or a merge makes begin with checkpoints of their own.
 *
 * @param shard the stream and the shard's id
 * @param records in the order of the shard
 */
export async function aggregateClicks(
  shard: string,
  records: ClickRecord[],
  store: ClickStore = clickStore,
): Promise<void> {
  let checkpoint = await readCheckpoint(shard, store);
  const uncounted = (of: ClickRecord[]) =>
    of.filter(({ sequenceNumber }) => isAfter(sequenceNumber, checkpoint));
  for (let rest = uncounted(records); rest.length > 0; rest = uncounted(rest)) {
    const part = firstPart(rest);
    checkpoint = (await commit(shard, part, checkpoint, store)) ?? (await readCheckpoint(shard, store));
  }
}

/** @returns the new checkpoint; undefined when somebody else moved it in between, and nothing was counted */
async function commit(
  shard: string,
  { records, additions }: Part,
  checkpoint: string | undefined,
  { client, analytics }: ClickStore,
): Promise<string | undefined> {
  const { sequenceNumber } = records.at(-1) as ClickRecord;
  try {
    await transact(client, [
      moveCheckpoint(analytics, shard, checkpoint, sequenceNumber),
      ...additions.map(({ pk, sk, counts }) => addTo(analytics, { pk, sk }, counts)),
    ]);
    return sequenceNumber;
  } catch (error) {
    if (isRefusedByCondition(error)) return undefined;
    throw error;
  }
}
