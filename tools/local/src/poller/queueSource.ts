import type { Message } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { BatchWindow, type Receive } from './batchWindow.ts';
import { backoff, type Clock } from './clock.ts';
import { type Invocation, type Invoke, maximumPayloadBytes } from './invoke.ts';
import type { Log } from './log.ts';
import type { QueueMapping } from './mapping.ts';
import { readItemFailures } from './response.ts';
import { callLimit, type Queue } from './sqsQueue.ts';
import { toSqsRecord } from './sqsRecord.ts';

export interface QueueSource {
  mapping: QueueMapping;
  queue: Queue;
  invoke: Invoke;
  clock: Clock;
  log: Log;
  /** Stops polling; batches already received are still invoked. */
  signal: AbortSignal;
}

interface Received {
  message: Message;
  record: SQSRecord;
}

/** Length of a long poll: SQS's maximum. */
const LONG_POLL_SECONDS = 20;
/** Pause between receives that don't wait, when the rest of a batch window is too short for a long poll. */
const SHORT_POLL_MS = 50;
const RETRY_BASE_MS = 100;
const RETRY_CAP_MS = 2_000;
const DELETE_ATTEMPTS = 5;

/**
 * Plays one event source mapping of a standard queue until the signal aborts: one batch is gathered at a time and
 * only while fewer than `maximumConcurrency` invocations run, so that waiting messages stay visible in the queue.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 */
export async function pollQueue(source: QueueSource): Promise<void> {
  const { mapping, queue, clock, log, signal } = source;
  const running = new Set<Promise<void>>();
  const bytesOf = ({ record }: Received) => Buffer.byteLength(JSON.stringify(record)) + 1;
  const limits = { size: mapping.batchSize, windowMs: mapping.windowMs, bytes: maximumPayloadBytes, bytesOf };
  const window = new BatchWindow(receiveFrom(source), limits, clock);
  let visibilityMs: number | undefined;
  let failures = 0;

  while (!signal.aborted) {
    if (running.size >= mapping.maximumConcurrency) {
      await Promise.race(running);
      continue;
    }
    try {
      visibilityMs ??= (await queue.visibilityTimeoutSeconds()) * 1000;
      const batch = await window.next();
      failures = 0;
      if (batch.length === 0) continue;
      const processed = processBatch(source, batch, clock.now() + visibilityMs - mapping.windowMs)
        .catch((error: Error) => log(`${mapping.functionName}: ${error.message}`))
        .finally(() => running.delete(processed));
      running.add(processed);
    } catch (error) {
      if (signal.aborted) break;
      if (failures === 0)
        log(`${mapping.functionName}: cannot poll ${mapping.sourceArn}: ${(error as Error).message}`);
      await clock.sleep(backoff(failures++, RETRY_BASE_MS, RETRY_CAP_MS), signal);
    }
  }
  await Promise.all(running);
}

/** Receives messages. Deletes at once those that the filter criteria exclude, as Lambda does. */
function receiveFrom({ mapping, queue, clock, signal }: QueueSource): Receive<Received> {
  return async (max, waitMs) => {
    const waitSeconds = Math.min(LONG_POLL_SECONDS, Math.floor(waitMs / 1000));
    if (signal.aborted) return undefined;
    const messages = await queue.receive(Math.min(max, callLimit), waitSeconds, signal);
    if (messages.length === 0 && waitSeconds === 0)
      await clock.sleep(Math.min(SHORT_POLL_MS, waitMs), signal);
    const received = messages.map((message) => ({
      message,
      record: toSqsRecord(message, mapping.sourceArn),
    }));
    const filtered = received.filter(({ record }) => !mapping.matches({ ...record }));
    await deleteMessages(queue, clock, filtered);
    return received.filter((one) => !filtered.includes(one));
  };
}

async function processBatch(source: QueueSource, batch: Received[], visibleAgainAt: number): Promise<void> {
  const { mapping, queue, clock, log } = source;
  const invocation = await invokeWhileHidden(source, batch, visibleAgainAt);
  const failed = failedMessages(invocation, batch, mapping.reportsItemFailures);
  await deleteMessages(
    queue,
    clock,
    failed ? batch.filter(({ record }) => !failed.ids.has(record.messageId)) : batch,
  );
  if (failed)
    log(`${mapping.functionName}: ${failed.ids.size} of ${batch.length} messages failed: ${failed.reason}`);
}

/** Retries an invocation that never began, with backoff, until the messages are visible to others again. */
async function invokeWhileHidden(
  source: QueueSource,
  batch: Received[],
  visibleAgainAt: number,
): Promise<Invocation> {
  const { invoke, clock, signal } = source;
  const records = batch.map(({ record }) => record);
  for (let attempt = 0; ; attempt++) {
    const invocation = await invoke(records);
    const pause = backoff(attempt, RETRY_BASE_MS, RETRY_CAP_MS);
    const givesUp = signal.aborted || clock.now() + pause >= visibleAgainAt;
    if (invocation.status !== 'uninvoked' || givesUp) return invocation;
    await clock.sleep(pause, signal);
  }
}

function failedMessages(
  invocation: Invocation,
  batch: readonly Received[],
  reportsItemFailures: boolean,
): { ids: Set<string>; reason: string } | undefined {
  const ids = batch.map(({ record }) => record.messageId);
  if (invocation.status !== 'succeeded') return { ids: new Set(ids), reason: invocation.reason };
  if (!reportsItemFailures) return undefined;
  const failures = readItemFailures(invocation.payload, ids);
  if ('invalid' in failures) return { ids: new Set(ids), reason: failures.invalid };
  if (failures.failed.length === 0) return undefined;
  return { ids: new Set(failures.failed), reason: 'reported by the function' };
}

/** Deletes in calls of ten. Failed deletes are retried, because a message that is left would be delivered again. */
async function deleteMessages(queue: Queue, clock: Clock, received: readonly Received[]): Promise<void> {
  const calls: Message[][] = [];
  for (let i = 0; i < received.length; i += callLimit) {
    calls.push(received.slice(i, i + callLimit).map(({ message }) => message));
  }
  await Promise.all(
    calls.map(async (call) => {
      let left = call;
      for (let attempt = 0; left.length > 0 && attempt < DELETE_ATTEMPTS; attempt++) {
        if (attempt > 0) await clock.sleep(backoff(attempt - 1, RETRY_BASE_MS, RETRY_CAP_MS));
        const pending = left;
        left = await queue.delete(pending).catch(() => pending);
      }
    }),
  );
}
