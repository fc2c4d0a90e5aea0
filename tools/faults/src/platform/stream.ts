import { dynamoDbStream } from '@orderflow/local/poller/dynamodbStream';
import { kinesisStream } from '@orderflow/local/poller/kinesisStream';
import { isKinesis } from '@orderflow/local/poller/mapping';
import {
  type Position,
  PositionTrimmed,
  type ShardStream,
  type StreamRecord,
} from '@orderflow/local/poller/shardStream';
import type { Clients } from './clients.ts';

const PAGE = 1000;

/** A record with its shard. */
export type ShardRecord = StreamRecord & { shardId: string };

/** Reads a stream, each record once. */
export class StreamReader {
  readonly #stream: ShardStream;
  #arn: string | undefined;
  /** The read position in each shard. */
  readonly #positions = new Map<string, Position>();

  constructor({ dynamodb, streams, kinesis }: Clients, arn: string) {
    this.#stream = isKinesis(arn) ? kinesisStream(kinesis, arn) : dynamoDbStream(dynamodb, streams, arn);
  }

  /** All records since the last call; records with the same key are in order. */
  async read(): Promise<ShardRecord[]> {
    this.#arn ??= await this.#stream.resolve();
    const found: ShardRecord[] = [];
    for (const { id } of await this.#stream.shards(this.#arn)) {
      found.push(...(await this.#readShard(this.#arn, id)));
    }
    return found;
  }

  async #readShard(arn: string, id: string): Promise<ShardRecord[]> {
    const found: ShardRecord[] = [];
    const position = this.#positions.get(id) ?? { at: 'TRIM_HORIZON' };
    let iterator: string | undefined = await this.#stream.iterator(arn, id, position);
    while (iterator) {
      const page: Page = await this.#stream.read(iterator, PAGE).catch(nothingThere);
      found.push(...page.records.map((record) => ({ ...record, shardId: id })));
      iterator = page.records.length > 0 ? page.next : undefined;
    }
    const last = found.at(-1);
    if (last) this.#positions.set(id, { after: last.sequenceNumber });
    return found;
  }
}

interface Page {
  records: StreamRecord[];
  next?: string;
}

/** DynamoDB Local reports a stream without any records as trimmed. */
function nothingThere(error: unknown): Page {
  if (error instanceof PositionTrimmed) return { records: [] };
  throw error;
}
