import { shardEnd } from './checkpoints.ts';
import { backoff } from './clock.ts';
import { consumeShard, type StreamSource } from './shardConsumer.ts';
import type { Position, Shard } from './shardStream.ts';

/** How often the stream's shards are listed. New shards come when others end, and that end triggers a listing at once. */
const DISCOVERY_MS = 30_000;
/** The same while no shard is being read. */
const FIRST_DISCOVERY_MS = 5_000;
const RETRY_BASE_MS = 200;
const RETRY_CAP_MS = 2_000;

/**
 * Plays one event source mapping of a stream until the signal aborts. When the stream can't be read, because its
 * engine restarts or is a new, empty one, everything starts over from the checkpoints.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
 */
export async function consumeStream(source: StreamSource): Promise<void> {
  const { mapping, stream, clock, log, signal } = source;
  for (let failures = 0; !signal.aborted; ) {
    try {
      const streamArn = await stream.resolve();
      await consumeShards(source, streamArn, () => {
        failures = 0;
      });
    } catch (error) {
      if (failures === 0)
        log(`${mapping.functionName}: cannot read ${mapping.sourceArn}: ${(error as Error).message}`);
      await clock.sleep(backoff(failures++, RETRY_BASE_MS, RETRY_CAP_MS), signal);
    }
  }
}

/** Runs a consumer for every shard whose parents are finished; rejects as soon as a consumer does. */
async function consumeShards(source: StreamSource, streamArn: string, onProgress: () => void): Promise<void> {
  const { mapping, stream, checkpoints, clock } = source;
  const stop = new AbortController();
  const signal = AbortSignal.any([source.signal, stop.signal]);
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => {});
  const running = new Map<string, Promise<void>>();
  const positions = () => checkpoints.of(mapping.functionName, streamArn) ?? {};
  const isNew = checkpoints.of(mapping.functionName, streamArn) === undefined;
  /** Shards to start at their end: with StartingPosition LATEST, those of the first listing. */
  let latest = mapping.startingPosition === 'LATEST' && isNew ? undefined : new Set<string>();

  const begin = (id: string) => {
    const checkpoint = positions()[id];
    const start: Position = checkpoint
      ? { after: checkpoint }
      : { at: latest?.has(id) ? 'LATEST' : 'TRIM_HORIZON' };
    const consumer = consumeShard(source, { streamArn, id, start }, signal).catch(failure.reject);
    running.set(
      id,
      consumer.finally(() => running.delete(id)),
    );
  };
  try {
    while (!signal.aborted) {
      const shards = await stream.shards(streamArn);
      onProgress();
      latest ??= new Set(shards.map(({ id }) => id));
      for (const { id } of startable(shards, positions())) {
        if (!running.has(id)) begin(id);
      }
      const pause = new AbortController();
      const pauseMs = running.size > 0 ? DISCOVERY_MS : FIRST_DISCOVERY_MS;
      const discovery = clock.sleep(pauseMs, AbortSignal.any([signal, pause.signal]));
      await Promise.race([failure.promise, ...running.values(), discovery]);
      pause.abort();
    }
  } finally {
    stop.abort();
    await Promise.all(running.values());
  }
}

/** Unfinished shards whose parents are finished. A shard that is no longer listed was trimmed, and counts as finished. */
function startable(shards: readonly Shard[], positions: Readonly<Record<string, string>>): Shard[] {
  const listed = new Set(shards.map(({ id }) => id));
  const isFinished = (id: string) => !listed.has(id) || positions[id] === shardEnd;
  const parentsOf = ({ parentId, adjacentParentId }: Shard) =>
    [parentId, adjacentParentId].filter((id) => id !== undefined);
  return shards.filter((shard) => !isFinished(shard.id) && parentsOf(shard).every(isFinished));
}
