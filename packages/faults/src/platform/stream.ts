import { dynamoDbStream } from '@orderflow/local/poller/dynamodbStream';
import { type Position, PositionTrimmed, type StreamRecord } from '@orderflow/local/poller/shardStream';
import type { Clients } from './clients.ts';

const PAGE = 1000;

/** Reads a table's stream, each record once. */
export class StreamReader {
  readonly #stream: ReturnType<typeof dynamoDbStream>;
  #arn: string | undefined;
  /** How far each shard was read. */
  readonly #positions = new Map<string, Position>();

  constructor({ dynamodb, streams }: Clients, table: string) {
    this.#stream = dynamoDbStream(dynamodb, streams, `arn:aws:dynamodb:::table/${table}/stream/local`);
  }

  /** Everything written since the last call, in the order of each key. */
  async read(): Promise<StreamRecord[]> {
    this.#arn ??= await this.#stream.resolve();
    const found: StreamRecord[] = [];
    for (const { id } of await this.#stream.shards(this.#arn)) {
      found.push(...(await this.#readShard(this.#arn, id)));
    }
    return found;
  }

  async #readShard(arn: string, id: string): Promise<StreamRecord[]> {
    const found: StreamRecord[] = [];
    const position = this.#positions.get(id) ?? { at: 'TRIM_HORIZON' };
    let iterator: string | undefined = await this.#stream.iterator(arn, id, position);
    while (iterator) {
      const page: Page = await this.#stream.read(iterator, PAGE).catch(nothingThere);
      found.push(...page.records);
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

/** DynamoDB Local says of a stream to which nothing was ever written that it was trimmed. */
function nothingThere(error: unknown): Page {
  if (error instanceof PositionTrimmed) return { records: [] };
  throw error;
}
