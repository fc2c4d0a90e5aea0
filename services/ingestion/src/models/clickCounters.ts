import { spreadOver } from '@orderflow/idempotency';
import type { Placed } from '@orderflow/lambda';
import type { Click } from '@orderflow/validation';
import type { CounterRoom } from './counterRoom.ts';

/** One record of a shard: a click, or something that is not a click. */
export type ClickRecord = Placed<Click>;

/** What some records add to one item of the analytics table. */
interface Addition {
  pk: string;
  sk: string;
  /** By attribute. */
  counts: Record<string, number>;
  /** The UTC day (`YYYY-MM-DD`) of a counter that expires some time after that day. */
  day?: string;
}

/** The first records of a batch that one transaction can count. */
interface Part {
  records: ClickRecord[];
  additions: Addition[];
}

/** TransactWriteItems takes 100 items; one of them is the checkpoint. */
const MAX_ADDITIONS = 99;
/**
 * Partitions of a day's counters, so that a day is not one hot partition. Readers find counters by this number, so it
 * must not change.
 */
const SPREAD = 4;
/** The clicks of each variant, by day and place: services/orders adds the places up. */
const BY_BUCKET = 'clicks-by-bucket';
/** Items of a day's variants, so that shards seldom write to the same one. */
const BUCKET_SPREAD = 8;
/** Path and type of the counter for clicks that have no counter of their own. No click has such a path. */
export const OTHERS = { path: '(other)', type: 'any' };

/** The partition of a path's counters of one UTC day (`YYYY-MM-DD`). */
export const counterPartition = (date: string, path: string): string =>
  partition(date, spreadOver(SPREAD, path));

/** All partitions of a day. */
export const counterPartitions = (date: string): string[] =>
  Array.from({ length: SPREAD }, (_, index) => partition(date, index));

const partition = (date: string, index: number) => `clicks#${date}#${index}`;

/** Sort key of a counter: paths first, so that the counters of one path are one range. None of the three has a `#`. */
const counterKey = (path: string, hour: string, type: string) => `${path}#${hour}#${type}`;

/** Path, hour of the day (`HH`) and type in a sort key. */
export function readCounterKey(sk: string): { path: string; hour: string; type: string } {
  const [path = '', hour = '', type = ''] = sk.split('#');
  return { path, hour, type };
}

/**
 * Takes as many records from the beginning as fit one transaction, at least one. Clicks for which `room` has no place
 * are counted together, by the hour. Variants are counted in the shard's place.
 */
export function firstPart(records: ClickRecord[], room: CounterRoom, shard: string): Part {
  const place = spreadOver(BUCKET_SPREAD, shard);
  const additions = new Map<string, Addition>();
  let taken = 0;
  for (const { value: click } of records) {
    const own = click ? additionsOf(click, room, place) : [];
    const news = own.filter(({ pk, sk }) => !additions.has(`${pk} ${sk}`));
    if (additions.size + news.length > MAX_ADDITIONS) break;
    for (const one of own) {
      const id = `${one.pk} ${one.sk}`;
      additions.set(id, merge(additions.get(id), one));
    }
    taken++;
  }
  return { records: records.slice(0, taken), additions: [...additions.values()] };
}

function additionsOf({ path, type, at, bucket }: Click, room: CounterRoom, place: number): Addition[] {
  const utc = new Date(at).toISOString();
  const [day, hour] = [utc.slice(0, 10), utc.slice(11, 13)];
  const counterOf = (of: { path: string; type: string }) => ({
    pk: counterPartition(day, of.path),
    sk: counterKey(of.path, hour, of.type),
    counts: { count: 1 },
    day,
  });
  const own = counterOf({ path, type });
  const counter = room.has(`${own.pk} ${own.sk}`) ? own : counterOf(OTHERS);
  return bucket
    ? [counter, { pk: BY_BUCKET, sk: `${day}#${place}`, counts: { [`clicks#${bucket}`]: 1 } }]
    : [counter];
}

function merge(sum: Addition | undefined, one: Addition): Addition {
  const counts = { ...sum?.counts };
  for (const [name, count] of Object.entries(one.counts)) counts[name] = (counts[name] ?? 0) + count;
  return { ...one, counts };
}
