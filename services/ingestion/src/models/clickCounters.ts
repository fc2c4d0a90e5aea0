import { createHash } from 'node:crypto';
import type { SetAside } from '@orderflow/lambda';
import type { Click } from '@orderflow/validation';

/** What a shard has at a place: a click, or something that is none. */
export interface ClickRecord {
  sequenceNumber: string;
  click?: Click;
  noClick?: SetAside;
}

/** What some records add to one item of the analytics table. */
interface Addition {
  pk: string;
  sk: string;
  /** By attribute. */
  counts: Record<string, number>;
}

/** The first records of a batch that one transaction can count. */
export interface Part {
  records: ClickRecord[];
  additions: Addition[];
}

/** TransactWriteItems takes 100 items; one of them is the checkpoint. */
const MAX_ADDITIONS = 99;
/** Partitions of a day's counters, so that a day is not one hot partition. Counters are found by it: it stays. */
const SPREAD = 4;
const BY_BUCKET = 'clicks-by-bucket';

/** The partition of a path's counters of one UTC day (`YYYY-MM-DD`). */
export const counterPartition = (date: string, path: string): string =>
  partition(date, createHash('sha256').update(path).digest().readUInt8() % SPREAD);

/** All partitions of a day. */
export const counterPartitions = (date: string): string[] =>
  Array.from({ length: SPREAD }, (_, index) => partition(date, index));

const partition = (date: string, index: number) => `clicks#${date}#${index}`;

/** Sort key of a counter: paths first, so that those of one path are one range. None of the three has a `#`. */
const counterKey = (path: string, hour: string, type: string) => `${path}#${hour}#${type}`;

/** Path, hour of the day (`HH`) and type that a sort key says. */
export function readCounterKey(sk: string): { path: string; hour: string; type: string } {
  const [path = '', hour = '', type = ''] = sk.split('#');
  return { path, hour, type };
}

/** Takes as many records from the beginning as fit one transaction: at least one. */
export function firstPart(records: ClickRecord[]): Part {
  const additions = new Map<string, Addition>();
  let taken = 0;
  for (const { click } of records) {
    const own = click ? additionsOf(click) : [];
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

function additionsOf({ path, type, at, bucket }: Click): Addition[] {
  const utc = new Date(at).toISOString();
  const date = utc.slice(0, 10);
  const counter = {
    pk: counterPartition(date, path),
    sk: counterKey(path, utc.slice(11, 13), type),
    counts: { count: 1 },
  };
  return bucket ? [counter, { pk: BY_BUCKET, sk: date, counts: { [`clicks#${bucket}`]: 1 } }] : [counter];
}

function merge(sum: Addition | undefined, { pk, sk, counts }: Addition): Addition {
  const merged = { ...sum?.counts };
  for (const [name, count] of Object.entries(counts)) merged[name] = (merged[name] ?? 0) + count;
  return { pk, sk, counts: merged };
}
