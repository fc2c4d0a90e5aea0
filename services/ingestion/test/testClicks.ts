import { randomUUID } from 'node:crypto';
import { documentClient } from '@orderflow/idempotency';
import type { Click } from '@orderflow/validation';
import type { ClickStore } from '../src/lib/clickStore.ts';
import { clickAnalytics } from '../src/models/clickAnalytics.ts';
import type { ClickRecord } from '../src/models/clickCounters.ts';

export const clickStore = (client = documentClient(), countersPerHour = 1_000): ClickStore => ({
  client,
  analytics: 'orderflow-local-analytics',
  countersPerHour,
  keepDays: 30,
});

/** A path that no other test counts. */
export const newPath = () => `/${randomUUID()}`;

export const newShard = () => `clicks#shardId-${randomUUID()}`;

const AT = '2026-11-21T12:34:56.000Z';

export const aClick = (more: Partial<Click> = {}): Click => ({
  sessionId: 's',
  path: '/',
  type: 'view',
  at: AT,
  ...more,
});

/** Records of a shard, from the `from`-th on, with sequence numbers as long as real ones. */
export const recordsOf = (clicks: Click[], from = 1): ClickRecord[] =>
  clicks.map((click, index) => ({ sequenceNumber: String(10n ** 55n + BigInt(from + index)), value: click }));

/** The counters of a path on the day of {@link aClick}, as `type@HH`. */
export async function countersOf(path: string): Promise<Record<string, number>> {
  const day = Date.parse(AT.slice(0, 10));
  const counts = await clickAnalytics({ from: day, to: day + 23 * 3_600_000 }, path, clickStore());
  return Object.fromEntries(counts.map(({ hour, type, count }) => [`${type}@${hour.slice(11, 13)}`, count]));
}
