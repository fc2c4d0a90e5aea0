import { createHash } from 'node:crypto';
import type { Activity } from '../activity.ts';
import { BatchWindow } from './batchWindow.ts';
import { Channel } from './channel.ts';
import { type Checkpoints, shardEnd } from './checkpoints.ts';
import type { Clock } from './clock.ts';
import { failureMessage } from './failureDestination.ts';
import { type Invoke, maximumPayloadBytes } from './invoke.ts';
import type { Log } from './log.ts';
import type { StreamMapping } from './mapping.ts';
import {
  IteratorExpired,
  type Position,
  PositionTrimmed,
  type ShardStream,
  type StreamRecord,
} from './shardStream.ts';
import { type DeliveryContext, deliver } from './streamDelivery.ts';
import { TumblingWindow } from './tumblingWindow.ts';
import { Watermark } from './watermark.ts';

/** A stream and everything needed to play its mapping. */
export interface StreamSource {
  mapping: StreamMapping;
  stream: ShardStream;
  invoke: Invoke;
  checkpoints: Checkpoints;
  /** Signals writes to this stream or another. Without it, the stream is polled all the time. */
  activity?: Pick<Activity, 'next'>;
  /** Sends a message about discarded records to a queue. */
  sendFailure(queueArn: string, message: Record<string, unknown>): Promise<void>;
  clock: Clock;
  log: Log;
  /** Stops reading; running invocations are awaited. */
  signal: AbortSignal;
}

/** Pause between reads that find nothing: short after activity, longer when idle. AWS reads 4 times a second. */
const IDLE_MIN_MS = 40;
const IDLE_MAX_MS = 160;
/** Longest pause while nothing is written. */
const IDLE_QUIET_MS = 10_000;
/**
 * A slow engine is read less often: the pause is this many times the duration of the last read, so that an idle shard takes
 * 3 % of the engine's time.
 */
const IDLE_PER_READ = 30;
const IDLE_SLOW_MAX_MS = 10_000;
/** After a write, even a slow engine is read within this time: on a busy machine, any read is slow. */
const WOKEN_MAX_MS = 1_000;
/**
 * After an empty read slower than this, `catchUp` is called. It is not called all the time, because the engine may be slow
 * for another reason: others keep it busy.
 */
const SLOW_READ_MS = 25;
const CATCH_UP_EVERY_MS = 5_000;
/** Full batches that may wait in a lane before reading pauses. */
const READ_AHEAD_BATCHES = 3;
const SEND_RETRY_MS = 1_000;

/**
 * Processes one shard to its end or until the signal aborts. Records are spread by ordering key over as many lanes as the
 * mapping's ParallelizationFactor. A lane runs one batch at a time, in order.
 *
 * @throws the error of a read from the stream, after the running batches are finished
 */
export async function consumeShard(
  source: StreamSource,
  shard: { streamArn: string; id: string; start: Position },
  signal: AbortSignal,
): Promise<void> {
  const { mapping, clock, checkpoints } = source;
  const watermark = new Watermark();
  const stop = new AbortController();
  const stopped = AbortSignal.any([signal, stop.signal]);

  const done = (records: readonly StreamRecord[]) => {
    const checkpoint = watermark.complete(records.map(({ sequenceNumber }) => sequenceNumber));
    if (checkpoint) checkpoints.set(mapping.functionName, shard.streamArn, shard.id, checkpoint);
  };
  const lanes = Array.from({ length: mapping.parallelizationFactor }, () => new Channel<StreamRecord>(clock));
  const discardWaiting = () => {
    for (const lane of lanes) lane.discard();
  };
  stopped.addEventListener('abort', discardWaiting, { once: true });
  const running = Promise.all(lanes.map((lane) => runLane(source, shard, lane, done, stopped)));

  try {
    for await (const page of readShard(source, shard, stopped)) {
      for (const { sequenceNumber } of page) watermark.add(sequenceNumber);
      const wanted = page.filter(({ event }) => mapping.matches(event));
      done(page.filter((record) => !wanted.includes(record)));
      const byLane = Map.groupBy(wanted, (record) => laneOf(record, lanes));
      for (const [lane, records] of byLane) {
        await lane.below(mapping.batchSize * READ_AHEAD_BATCHES);
        lane.push(records);
      }
    }
    for (const lane of lanes) lane.close();
    await running;
    if (!stopped.aborted) checkpoints.set(mapping.functionName, shard.streamArn, shard.id, shardEnd);
  } finally {
    stop.abort();
    await running;
  }
}

/** Yields a shard's records in order, page by page. Waits for new records while the shard is open. */
async function* readShard(
  { stream, mapping, clock, activity }: StreamSource,
  shard: { streamArn: string; id: string; start: Position },
  signal: AbortSignal,
): AsyncGenerator<StreamRecord[]> {
  let position = shard.start;
  let iterator: string | undefined;
  let idleMs = IDLE_MIN_MS;
  let caughtUp = Number.NEGATIVE_INFINITY;
  while (!signal.aborted) {
    try {
      iterator ??= await stream.iterator(shard.streamArn, shard.id, position);
      // Taken before the read, so that a write during the read is not missed.
      const woken = activity?.next();
      const started = clock.now();
      const page = await stream.read(iterator, mapping.batchSize);
      const tookMs = clock.now() - started;
      const last = page.records.at(-1);
      if (last) {
        yield page.records;
        position = { after: last.sequenceNumber };
      }
      if (!page.next) return;
      iterator = page.next;
      if (last) {
        idleMs = IDLE_MIN_MS;
        continue;
      }
      if (tookMs > SLOW_READ_MS && clock.now() - caughtUp > CATCH_UP_EVERY_MS) {
        caughtUp = clock.now();
        await stream.catchUp?.();
      }
      const slowMs = Math.min(IDLE_SLOW_MAX_MS, tookMs * IDLE_PER_READ);
      const pauseMs = Math.max(idleMs, slowMs);
      const deafMs = woken ? Math.max(IDLE_MAX_MS, Math.min(slowMs, WOKEN_MAX_MS)) : pauseMs;
      await clock.sleep(Math.min(pauseMs, deafMs), signal);
      if (woken && pauseMs > deafMs) await clock.sleep(pauseMs - deafMs, AbortSignal.any([signal, woken]));
      const longest = woken && !woken.aborted ? IDLE_QUIET_MS : IDLE_MAX_MS;
      idleMs = Math.min(longest, idleMs * 1.5);
    } catch (error) {
      iterator = undefined;
      if (error instanceof PositionTrimmed) position = { at: 'TRIM_HORIZON' };
      else if (!(error instanceof IteratorExpired)) throw error;
    }
  }
}

async function runLane(
  source: StreamSource,
  shard: { streamArn: string; id: string },
  lane: Channel<StreamRecord>,
  done: (records: readonly StreamRecord[]) => void,
  signal: AbortSignal,
): Promise<void> {
  const { mapping, clock, log } = source;
  const bytesOf = ({ event }: StreamRecord) => Buffer.byteLength(JSON.stringify(event)) + 1;
  const limits = { size: mapping.batchSize, windowMs: mapping.windowMs, bytes: maximumPayloadBytes, bytesOf };
  const tumbling =
    mapping.tumblingWindowMs > 0
      ? new TumblingWindow(source, mapping.tumblingWindowMs, shard, signal)
      : undefined;
  // Waiting for the first record of a batch must not outlast the tumbling window.
  const mostMs = (waitMs: number) =>
    waitMs === Number.POSITIVE_INFINITY ? (tumbling?.msLeft ?? waitMs) : waitMs;
  const window = new BatchWindow((max, waitMs) => lane.take(max, mostMs(waitMs)), limits, clock);
  const context: DeliveryContext = {
    ...source,
    invoke: tumbling?.invoke ?? source.invoke,
    signal,
    done,
    async discard(delivery, reason, failure) {
      const message = failureMessage(delivery, reason, failure, {
        functionName: mapping.functionName,
        streamArn: shard.streamArn,
        shardId: shard.id,
        batchInfoKey: source.stream.batchInfoKey,
        now: clock.now(),
      });
      log(`${mapping.functionName}: gave up ${delivery.records.length} records: ${reason}`);
      await sendUntilAccepted(source, message, signal);
    },
  };
  while (!lane.ended) {
    const batch = await window.next();
    for (const part of tumbling?.cut(batch) ?? [batch]) {
      const [first] = part;
      if (!first) continue;
      await tumbling?.enter(first);
      await deliver(part, context);
    }
    if (tumbling?.msLeft === 0) await tumbling.end();
  }
  await tumbling?.end();
}

/** Retries, so that discarded records are not lost because the queue is restarting. */
async function sendUntilAccepted(
  { sendFailure, clock, log, mapping }: StreamSource,
  message: Record<string, unknown>,
  signal: AbortSignal,
): Promise<void> {
  while (mapping.onFailureQueueArn && !signal.aborted) {
    try {
      return await sendFailure(mapping.onFailureQueueArn, message);
    } catch (error) {
      log(`${mapping.functionName}: cannot reach ${mapping.onFailureQueueArn}: ${(error as Error).message}`);
      await clock.sleep(SEND_RETRY_MS, signal);
    }
  }
}

function laneOf(record: StreamRecord, lanes: readonly Channel<StreamRecord>[]): Channel<StreamRecord> {
  const hash = lanes.length === 1 ? 0 : createHash('md5').update(record.orderingKey).digest().readUInt32BE();
  return lanes[hash % lanes.length] as Channel<StreamRecord>;
}
