import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { RefusedError } from '@orderflow/domain';
import { type ClickStore, clickStore } from '../lib/clickStore.ts';
import { counterPartition, counterPartitions, OTHERS, readCounterKey } from './clickCounters.ts';
import { datesOf, type HourRange } from './hourRange.ts';

/** As in the schema of a click. Only such paths, and {@link OTHERS}, have counters. */
const PATH = /^\/[!-"$->@-~]{0,511}$/;
/** A Lambda answer holds 6 MB, of which a counter takes at most about 650 bytes. */
const MAX_COUNTERS = 10_000;

export interface ClickCount {
  /** Start of the hour, RFC 3339 in UTC. */
  hour: string;
  path: string;
  type: string;
  count: number;
}

/**
 * The counters of every hour in the range, oldest first, of all paths or one.
 *
 * @throws RefusedError (malformed) when there are more counters than one answer should hold
 */
export async function clickAnalytics(
  range: HourRange,
  path: string | undefined,
  store: ClickStore = clickStore,
): Promise<ClickCount[]> {
  if (path !== undefined && path !== OTHERS.path && !PATH.test(path)) return [];
  const partitions = datesOf(range).flatMap((date) =>
    (path === undefined ? counterPartitions(date) : [counterPartition(date, path)]).map((pk) => ({
      date,
      pk,
    })),
  );
  const counts: ClickCount[] = [];
  await Promise.all(
    partitions.map(async ({ date, pk }) => {
      for await (const { sk, count } of counters(pk, path, store)) {
        const { hour, ...what } = readCounterKey(sk);
        const begin = `${date}T${hour}:00:00Z`;
        const at = Date.parse(begin);
        if (at < range.from || at > range.to) continue;
        counts.push({ hour: begin, ...what, count });
        if (counts.length > MAX_COUNTERS) {
          throw new RefusedError(
            'malformed',
            `More than ${MAX_COUNTERS} counters: ask for fewer hours or one path`,
          );
        }
      }
    }),
  );
  return counts.sort((a, b) => compare(a.hour, b.hour) || compare(a.path, b.path) || compare(a.type, b.type));
}

async function* counters(pk: string, path: string | undefined, { client, analytics }: ClickStore) {
  const ofPath = path === undefined ? '' : ' AND begins_with(sk, :path)';
  const pages = paginateQuery(
    { client },
    {
      TableName: analytics,
      KeyConditionExpression: `pk = :pk${ofPath}`,
      ExpressionAttributeValues: { ':pk': pk, ...(path === undefined ? {} : { ':path': `${path}#` }) },
      ConsistentRead: true,
    },
  );
  for await (const { Items = [] } of pages) yield* Items as { sk: string; count: number }[];
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));
