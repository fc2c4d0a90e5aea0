import { isDeepStrictEqual } from 'node:util';
import type { Click } from './clicks.ts';

type Counters = Record<string, Record<string, number>>;

/**
 * Every accepted click is on the stream, and the counters match the stream exactly. A click whose answer was lost is
 * sent again and may be on the stream twice; it then counts as two clicks.
 *
 * @param analytics items of the table
 * @param accepted sessions of accepted clicks
 * @param clicks all clicks of the stream
 * @returns what does not hold
 */
export function checkClicks(
  analytics: Record<string, unknown>[],
  accepted: ReadonlySet<string>,
  clicks: readonly Click[],
): string[] {
  const sessions = new Set(clicks.map(({ sessionId }) => sessionId));
  const lost = [...accepted].filter((session) => !sessions.has(session));
  const was = countersOf(clicks);
  const counted: Counters = {};
  // The expiry time of a counter is not a count.
  for (const { pk, sk, expiresAt: _, ...counters } of analytics) {
    const [, kind] = /^(clicks|clicks-by-bucket)(#.*)?$/.exec(String(pk)) ?? [];
    if (!kind) continue;
    // The variants of a day are spread over several items.
    const key = keyOf(String(pk), kind === 'clicks' ? String(sk) : String(sk).replace(/#\d+$/, ''));
    const sums = counted[key] ?? {};
    counted[key] = sums;
    for (const [name, count] of Object.entries(counters)) sums[name] = (sums[name] ?? 0) + Number(count);
  }
  const wrong = [...new Set([...Object.keys(was), ...Object.keys(counted)])].filter(
    (key) => !isDeepStrictEqual(was[key], counted[key]),
  );
  return [
    ...lost.map((session) => `the click of ${session} was accepted and is not on the stream`),
    ...wrong.map((key) => `${key}: counted ${JSON.stringify(counted[key])}, was ${JSON.stringify(was[key])}`),
  ];
}

/** The key of a counter without the number of its partition. */
const keyOf = (pk: string, sk: string) => `${pk.replace(/#\d+$/, '')} ${sk}`;

function countersOf(clicks: readonly Click[]): Counters {
  const counters: Counters = {};
  const add = (key: string, name: string) => {
    const counter = counters[key] ?? {};
    counters[key] = counter;
    counter[name] = (counter[name] ?? 0) + 1;
  };
  for (const { path, type, at, bucket } of clicks) {
    add(keyOf(`clicks#${at.slice(0, 10)}`, `${path}#${at.slice(11, 13)}#${type}`), 'count');
    if (bucket) add(keyOf('clicks-by-bucket', at.slice(0, 10)), `clicks#${bucket}`);
  }
  return counters;
}
