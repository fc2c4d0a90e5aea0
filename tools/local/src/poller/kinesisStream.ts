import {
  GetRecordsCommand,
  GetShardIteratorCommand,
  type KinesisClient,
  ListShardsCommand,
  type Shard as ShardDescription,
} from '@aws-sdk/client-kinesis';
import { toKinesisRecord } from './kinesisRecord.ts';
import { IteratorExpired, type Position, type Shard, type ShardStream } from './shardStream.ts';

/** Most records of one GetRecords call. */
const CALL_LIMIT = 10_000;

/** The poller's iterator contains the shard's id, because records do not. */
const toIterator = (shardId: string, iterator: string) => `${shardId} ${iterator}`;

/** A Kinesis stream, by its ARN. */
export function kinesisStream(kinesis: KinesisClient, sourceArn: string): ShardStream {
  return {
    batchInfoKey: 'KinesisBatchInfo',

    resolve: async () => sourceArn,

    async shards(StreamARN) {
      const shards: Shard[] = [];
      let NextToken: string | undefined;
      do {
        const page = await kinesis.send(new ListShardsCommand(NextToken ? { NextToken } : { StreamARN }));
        shards.push(...(page.Shards ?? []).map(toShard));
        NextToken = page.NextToken;
      } while (NextToken);
      return shards;
    },

    async iterator(StreamARN, ShardId, position) {
      const command = new GetShardIteratorCommand({ StreamARN, ShardId, ...toIteratorType(position) });
      const { ShardIterator } = await kinesis.send(command);
      if (!ShardIterator) throw new Error(`no iterator for shard ${ShardId} of ${StreamARN}`);
      return toIterator(ShardId, ShardIterator);
    },

    async read(iterator, limit) {
      const [shardId = '', ShardIterator = ''] = iterator.split(' ');
      const command = new GetRecordsCommand({ ShardIterator, Limit: Math.min(limit, CALL_LIMIT) });
      const { Records = [], NextShardIterator } = await kinesis.send(command).catch(translate);
      const records = Records.map((record) => toKinesisRecord(record, shardId, sourceArn));
      return { records, ...(NextShardIterator && { next: toIterator(shardId, NextShardIterator) }) };
    },
  };
}

function toShard({ ShardId = '', ParentShardId, AdjacentParentShardId }: ShardDescription): Shard {
  return {
    id: ShardId,
    ...(ParentShardId && { parentId: ParentShardId }),
    ...(AdjacentParentShardId && { adjacentParentId: AdjacentParentShardId }),
  };
}

function toIteratorType(position: Position) {
  return 'at' in position
    ? { ShardIteratorType: position.at }
    : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER' as const, StartingSequenceNumber: position.after };
}

function translate(error: Error): never {
  if (error.name === 'ExpiredIteratorException') throw new IteratorExpired(error.message, { cause: error });
  throw error;
}
