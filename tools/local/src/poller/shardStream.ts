/** One record of a stream, independent of the kind of stream. */
export interface StreamRecord {
  sequenceNumber: string;
  /** Records with the same key stay in order when a shard is processed in parallel. */
  orderingKey: string;
  /** Milliseconds since the epoch. */
  arrivedAt: number;
  /** The record as the function receives it. */
  event: Record<string, unknown>;
}

export interface Shard {
  id: string;
  parentId?: string;
  /** The second parent of a shard that was merged from two. */
  adjacentParentId?: string;
}

export type Position = { at: 'TRIM_HORIZON' | 'LATEST' } | { after: string };

/** A stream made of shards, as DynamoDB Streams and Kinesis have them. */
export interface ShardStream {
  /** The key of the batch's description in an on-failure message, e.g. `DDBStreamBatchInfo`. */
  batchInfoKey: string;
  /** ARN of the stream as it exists now. @throws Error when there is none */
  resolve(): Promise<string>;
  shards(streamArn: string): Promise<Shard[]>;
  /** @throws PositionTrimmed when the stream no longer holds the record at the position */
  iterator(streamArn: string, shardId: string, position: Position): Promise<string>;
  /** `next` is absent when a closed shard was read to its end. @throws IteratorExpired */
  read(iterator: string, limit: number): Promise<{ records: StreamRecord[]; next?: string }>;
  /** Brings the stream to its current end, for an engine whose reads get slower the longer nothing was written. */
  catchUp?(): Promise<void>;
}

/**
 * The shard iterator has expired (after 15 minutes in DynamoDB, 5 in Kinesis). A new one can be requested for its position.
 */
export class IteratorExpired extends Error {}

/** The position is older than what the stream keeps. */
export class PositionTrimmed extends Error {}
