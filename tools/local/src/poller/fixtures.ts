import type { Clock } from './clock.ts';
import type { QueueMapping, StreamMapping } from './mapping.ts';
import type { StreamRecord } from './shardStream.ts';

/** A clock that moves only when someone sleeps: a wait takes no time, and its length can be asserted. */
export function fakeClock(): Clock & { slept: number[] } {
  let time = Date.parse('2026-01-01T00:00:00Z');
  const slept: number[] = [];
  return {
    slept,
    now: () => time,
    async sleep(ms, signal) {
      await new Promise((resolve) => setImmediate(resolve));
      if (signal?.aborted) return;
      slept.push(ms);
      time += ms;
    },
  };
}

export const queueMapping: QueueMapping = {
  kind: 'queue',
  functionName: 'consumer',
  sourceArn: 'arn:aws:sqs:us-east-1:000000000000:work',
  batchSize: 10,
  windowMs: 0,
  reportsItemFailures: true,
  matches: () => true,
  maximumConcurrency: 2,
};

export const streamMapping: StreamMapping = {
  kind: 'stream',
  functionName: 'consumer',
  sourceArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/orders/stream/local',
  batchSize: 10,
  windowMs: 0,
  reportsItemFailures: true,
  matches: () => true,
  startingPosition: 'TRIM_HORIZON',
  parallelizationFactor: 1,
  maximumRetryAttempts: Number.POSITIVE_INFINITY,
  maximumRecordAgeMs: Number.POSITIVE_INFINITY,
  bisect: false,
  tumblingWindowMs: 0,
};

export function streamRecord(sequenceNumber: string, more: Partial<StreamRecord> = {}): StreamRecord {
  return {
    sequenceNumber,
    orderingKey: sequenceNumber,
    arrivedAt: Date.parse('2026-01-01T00:00:00Z'),
    event: { sequenceNumber },
    ...more,
  };
}
