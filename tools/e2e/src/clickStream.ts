import {
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  ListShardsCommand,
  PutRecordsCommand,
  SplitShardCommand,
} from '@aws-sdk/client-kinesis';
import { NodeHttpHandler } from '@smithy/node-http-handler';

const StreamName = `orderflow-${process.env['ORDERFLOW_STAGE'] ?? 'local'}-clicks`;
const kinesis = new KinesisClient({ requestHandler: new NodeHttpHandler() });

/** Puts up to 500 records directly on the stream, without the API. @throws Error when the stream did not accept all */
export async function putOnStream(records: { sessionId: string; text: string }[]): Promise<void> {
  const Records = records.map(({ sessionId, text }) => ({
    PartitionKey: sessionId,
    Data: Buffer.from(text),
  }));
  const { FailedRecordCount } = await kinesis.send(new PutRecordsCommand({ StreamName, Records }));
  if (FailedRecordCount) throw new Error(`the stream did not take ${FailedRecordCount} records`);
}

/** As many records as the mapping reads at once; the engine builds a whole page in memory. */
const PAGE = 1_000;

/** Every record on the stream. */
export async function* readStream(): AsyncGenerator<string> {
  const { Shards = [] } = await kinesis.send(new ListShardsCommand({ StreamName }));
  for (const { ShardId } of Shards) {
    const begin = { StreamName, ShardId, ShardIteratorType: 'TRIM_HORIZON' } as const;
    let { ShardIterator } = await kinesis.send(new GetShardIteratorCommand(begin));
    while (ShardIterator) {
      const page = await kinesis.send(new GetRecordsCommand({ ShardIterator, Limit: PAGE }));
      for (const { Data } of page.Records ?? []) yield Buffer.from(Data ?? []).toString();
      ShardIterator = page.Records?.length ? page.NextShardIterator : undefined;
    }
  }
}

/** Splits the first open shard into two equal halves. */
export async function splitShard(): Promise<void> {
  const { Shards = [] } = await kinesis.send(new ListShardsCommand({ StreamName }));
  const open = Shards.find(({ SequenceNumberRange: range }) => range?.EndingSequenceNumber === undefined);
  const { StartingHashKey: first = '', EndingHashKey: last = '' } = open?.HashKeyRange ?? {};
  const NewStartingHashKey = String((BigInt(first) + BigInt(last)) / 2n + 1n);
  await kinesis.send(new SplitShardCommand({ StreamName, ShardToSplit: open?.ShardId, NewStartingHashKey }));
}
