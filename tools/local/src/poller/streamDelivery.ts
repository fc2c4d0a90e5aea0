import { backoff, type Clock } from './clock.ts';
import type { DiscardReason } from './failureDestination.ts';
import type { Invocation, Invoke } from './invoke.ts';
import type { Log } from './log.ts';
import type { StreamMapping } from './mapping.ts';
import { readItemFailures } from './response.ts';
import type { StreamRecord } from './shardStream.ts';
import { afterFailure, type BatchFailure, type Delivery } from './streamRetry.ts';

export interface DeliveryContext {
  mapping: StreamMapping;
  invoke: Invoke;
  clock: Clock;
  log: Log;
  /** Ends the retries. Records that are not done by then are read again at the next start. */
  signal: AbortSignal;
  /** Called for records that succeeded or were given up. */
  done(records: readonly StreamRecord[]): void;
  /** Reports discarded records to the mapping's on-failure destination. */
  discard(delivery: Delivery<StreamRecord>, reason: DiscardReason, failure?: Invocation): Promise<void>;
}

const RETRY_BASE_MS = 100;
const RETRY_CAP_MS = 5_000;
const UNINVOKED_CAP_MS = 1_000;

/** Delivers one batch of a shard until each of its records succeeded or was given up, in order. */
export async function deliver(records: readonly StreamRecord[], context: DeliveryContext): Promise<void> {
  const { mapping, clock, signal, log } = context;
  const pending: Delivery<StreamRecord>[] = [{ records, retries: 0, invocations: 0 }];
  let uninvoked = 0;

  for (let next = pending.shift(); next && !signal.aborted; next = pending.shift()) {
    const current = await giveUpExpired(next, context);
    if (current.records.length === 0) continue;

    const invocation = await context.invoke(current.records.map(({ event }) => event));
    if (invocation.status === 'uninvoked') {
      if (uninvoked === 0) log(`${mapping.functionName}: not invoked, trying again: ${invocation.reason}`);
      pending.unshift(current);
      await clock.sleep(backoff(uninvoked++, RETRY_BASE_MS, UNINVOKED_CAP_MS), signal);
      continue;
    }
    uninvoked = 0;
    const delivered = { ...current, invocations: current.invocations + 1 };
    const failure = failureOf(invocation, delivered.records, mapping.reportsItemFailures);
    if (!failure) {
      context.done(delivered.records);
      continue;
    }
    if (failure.reported) context.done(delivered.records.slice(0, failure.firstFailed));
    log(`${mapping.functionName}: batch of ${delivered.records.length} records failed: ${failure.reason}`);

    const step = afterFailure(delivered, failure, mapping);
    if ('discard' in step) {
      await context.discard(step.discard, 'RetryAttemptsExhausted', invocation);
      context.done(step.discard.records);
      continue;
    }
    pending.unshift(...step.retry);
    const again = step.retry[0] as Delivery<StreamRecord>;
    if (again.retries > delivered.retries) {
      await clock.sleep(backoff(delivered.retries, RETRY_BASE_MS, RETRY_CAP_MS), signal);
    }
  }
}

/** Gives up the records past the mapping's maximum age; a shard is in order, so they are the first ones. */
async function giveUpExpired(
  delivery: Delivery<StreamRecord>,
  { mapping, clock, discard, done }: DeliveryContext,
): Promise<Delivery<StreamRecord>> {
  const oldest = clock.now() - mapping.maximumRecordAgeMs;
  const firstFresh = delivery.records.findIndex(({ arrivedAt }) => arrivedAt >= oldest);
  const expired = delivery.records.slice(0, firstFresh === -1 ? undefined : firstFresh);
  if (expired.length === 0) return delivery;
  await discard({ ...delivery, records: expired }, 'RecordAgeExceeded');
  done(expired);
  return { ...delivery, records: delivery.records.slice(expired.length) };
}

function failureOf(
  invocation: Exclude<Invocation, { status: 'uninvoked' }>,
  records: readonly StreamRecord[],
  reportsItemFailures: boolean,
): (BatchFailure & { reason: string }) | undefined {
  if (invocation.status === 'failed') return { firstFailed: 0, reported: false, reason: invocation.reason };
  if (!reportsItemFailures) return undefined;
  const sequenceNumbers = records.map(({ sequenceNumber }) => sequenceNumber);
  const failures = readItemFailures(invocation.payload, sequenceNumbers);
  if ('invalid' in failures) return { firstFailed: 0, reported: false, reason: failures.invalid };
  const failed = new Set(failures.failed);
  const firstFailed = sequenceNumbers.findIndex((sequenceNumber) => failed.has(sequenceNumber));
  if (firstFailed === -1) return undefined;
  return { firstFailed, reported: true, reason: `the function reported record ${firstFailed + 1}` };
}
