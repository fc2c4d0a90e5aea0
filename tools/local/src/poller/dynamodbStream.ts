import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  GetShardIteratorCommand,
  type Shard as ShardDescription,
} from '@aws-sdk/client-dynamodb-streams';
import { isMarker, markStream } from '../streamMarker.ts';
import { toDynamoDbRecord } from './dynamodbRecord.ts';
import type { RawStreamsClient } from './rawStreamsClient.ts';
import {
  IteratorExpired,
  type Position,
  PositionTrimmed,
  type Shard,
  type ShardStream,
} from './shardStream.ts';

/**
 * Most records of one GetRecords call. The API allows 1,000, but then the engine answers nobody else for 60 ms. Mappings with
 * larger batches have the same limit as those with 100, so that they can share their pages.
 */
const CALL_LIMIT = 100;

/**
 * The stream of a table.
 *
 * @param sourceArn as in the template. The local stage can't know a stream's label in advance, so
 *   `…:table/<table>/stream/local` stands for the table's latest stream.
 */
export function dynamoDbStream(
  dynamodb: DynamoDBClient,
  streams: RawStreamsClient,
  sourceArn: string,
): ShardStream {
  const [, table = '', label] = /:table\/([^/]+)\/stream\/(.+)$/.exec(sourceArn) ?? [];
  let current = sourceArn;
  return {
    batchInfoKey: 'DDBStreamBatchInfo',

    async resolve() {
      if (label !== 'local') return sourceArn;
      const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: table }));
      if (!Table?.LatestStreamArn) throw new Error(`table ${table} has no stream`);
      current = Table.LatestStreamArn;
      return current;
    },

    async shards(StreamArn) {
      const shards: Shard[] = [];
      let ExclusiveStartShardId: string | undefined;
      do {
        const command = new DescribeStreamCommand({ StreamArn, ExclusiveStartShardId });
        const { StreamDescription } = await streams.send(command);
        shards.push(...(StreamDescription?.Shards ?? []).map(toShard));
        ExclusiveStartShardId = StreamDescription?.LastEvaluatedShardId;
      } while (ExclusiveStartShardId);
      return shards;
    },

    async iterator(StreamArn, ShardId, position) {
      const command = new GetShardIteratorCommand({ StreamArn, ShardId, ...toIteratorType(position) });
      const { ShardIterator } = await streams.send(command).catch(translate);
      if (!ShardIterator) throw new Error(`no iterator for shard ${ShardId} of ${StreamArn}`);
      return ShardIterator;
    },

    async read(ShardIterator, limit) {
      const page = await streams.records(ShardIterator, Math.min(limit, CALL_LIMIT)).catch(translate);
      const { Records = [], NextShardIterator } = page;
      const records = Records.filter(({ dynamodb: change }) => !isMarker(change?.Keys)).map((record) =>
        toDynamoDbRecord(record, current),
      );
      return { records, ...(NextShardIterator && { next: NextShardIterator }) };
    },

    async catchUp() {
      const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: table }));
      await markStream(dynamodb, Table ?? {});
    },
  };
}

function toShard({ ShardId = '', ParentShardId }: ShardDescription): Shard {
  return { id: ShardId, ...(ParentShardId && { parentId: ParentShardId }) };
}

function toIteratorType(position: Position) {
  return 'at' in position
    ? { ShardIteratorType: position.at }
    : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER' as const, SequenceNumber: position.after };
}

function translate(error: Error): never {
  if (error.name === 'ExpiredIteratorException') throw new IteratorExpired(error.message, { cause: error });
  if (error.name === 'TrimmedDataAccessException') throw new PositionTrimmed(error.message, { cause: error });
  throw error;
}
