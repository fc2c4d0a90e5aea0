import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, GetQueueAttributesCommand, ListQueuesCommand } from '@aws-sdk/client-sqs';
import { BatchWriteCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { accountId, region } from '@orderflow/local/settings';
import type { Clients } from '../platform/clients.ts';
import { Queue, queueArn, queueUrl } from '../platform/queue.ts';
import type { Mail, Outside } from './outside.ts';

/** The queue that gets every published event. */
export const LISTENER = 'faults-listener';
const UPLOADS = 'orderflow-local-imports';
/** No key is in both buckets. */
const BUCKETS = [UPLOADS, 'orderflow-local-reports'];
const DELETE_LIMIT = 25;

type Item = Record<string, unknown>;

/** The whole state of the world. */
export interface State {
  /** Items by table. */
  tables: Record<string, Item[]>;
  /** Message bodies by queue; published events are under {@link LISTENER}. */
  queues: Record<string, string[]>;
  /** Contents by key. */
  objects: Record<string, string>;
  mails: Mail[];
  executions: Record<string, string>;
  woken: Record<string, string>;
  /** The money, by the payment provider's ledger. */
  ledger: object[];
}

/** All tables, queues and buckets of the running engines. Nobody else may use them. */
export class World {
  readonly outside: Outside;
  readonly #clients: Clients;
  #tables: string[] = [];
  #queues: Queue[] = [];

  constructor(clients: Clients, outside: Outside) {
    this.#clients = clients;
    this.outside = outside;
  }

  async open(): Promise<void> {
    const { sqs, sns, dynamodb } = this.#clients;
    await sqs.send(new CreateQueueCommand({ QueueName: LISTENER }));
    await sns.send(
      new SubscribeCommand({
        TopicArn: `arn:aws:sns:${region}:${accountId}:orderflow-local-events`,
        Protocol: 'sqs',
        Endpoint: queueArn(LISTENER),
        Attributes: { RawMessageDelivery: 'true' },
      }),
    );
    const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({ MaxResults: 1000 }));
    this.#queues = QueueUrls.map((url) => new Queue(sqs, url.split('/').at(-1) ?? ''));
    this.#tables = (await dynamodb.send(new ListTablesCommand({}))).TableNames ?? [];
    await this.clear();
  }

  /** Reads the whole state, and takes all messages from the queues. */
  async take(): Promise<State> {
    await this.outside.settled();
    const [tables, queues, objects] = await Promise.all([
      byName(this.#tables, (name) => this.items(name)),
      this.#messages(),
      this.#objects(),
    ]);
    const { mails, executions, woken } = this.outside;
    return { tables, queues, objects, mails, executions, woken, ledger: this.outside.bank.ledger() };
  }

  async clear(): Promise<void> {
    await this.remove(await this.take());
  }

  /** Removes everything in a state. */
  async remove({ tables, objects }: Pick<State, 'tables' | 'objects'>): Promise<void> {
    this.outside.clear();
    const keys = Object.keys(objects).map((Key) => ({ Key }));
    const removals = Object.entries(tables).map(([table, items]) => this.#removeItems(table, items));
    if (keys.length > 0) {
      const deletions = BUCKETS.map((Bucket) =>
        this.#clients.s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: keys } })),
      );
      await Promise.all(deletions);
    }
    await Promise.all(removals);
  }

  /** Puts a file into the imports bucket. */
  async upload(Key: string, text: string): Promise<void> {
    await this.#clients.s3.send(new PutObjectCommand({ Bucket: UPLOADS, Key, Body: Buffer.from(text) }));
  }

  /** Writes an item directly, without any function. */
  async put(TableName: string, Item: Item): Promise<void> {
    await this.#clients.documents.send(new PutCommand({ TableName, Item }));
  }

  async items(table: string): Promise<Item[]> {
    const items: Item[] = [];
    let ExclusiveStartKey: Item | undefined;
    do {
      const page = new ScanCommand({ TableName: table, ConsistentRead: true, ExclusiveStartKey });
      const { Items = [], LastEvaluatedKey } = await this.#clients.documents.send(page);
      items.push(...Items);
      ExclusiveStartKey = LastEvaluatedKey;
    } while (ExclusiveStartKey);
    return items;
  }

  /** Messages in a queue, visible and in flight. */
  async depth({ name }: Queue): Promise<number> {
    const { Attributes } = await this.#clients.sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: queueUrl(name),
        AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
      }),
    );
    return Object.values(Attributes ?? {}).reduce((sum, count) => sum + Number(count), 0);
  }

  async #messages(): Promise<Record<string, string[]>> {
    const held = await depths();
    const full = this.#queues.filter(({ name }) => (held.get(name) ?? 0) > 0);
    const taken = await Promise.all(full.map((queue) => queue.take()));
    return Object.fromEntries(full.map(({ name }, index) => [name, taken[index] ?? []]));
  }

  async #objects(): Promise<Record<string, string>> {
    const contents = await Promise.all(BUCKETS.map((Bucket) => this.#objectsIn(Bucket)));
    return Object.assign({}, ...contents);
  }

  async #objectsIn(Bucket: string): Promise<Record<string, string>> {
    const { Contents = [] } = await this.#clients.s3.send(new ListObjectsV2Command({ Bucket }));
    return byName(
      Contents.map(({ Key = '' }) => Key),
      async (Key) => {
        const { Body } = await this.#clients.s3.send(new GetObjectCommand({ Bucket, Key }));
        return (await Body?.transformToString()) ?? '';
      },
    );
  }

  async #removeItems(table: string, items: Item[]): Promise<void> {
    for (let start = 0; start < items.length; start += DELETE_LIMIT) {
      const requests = items.slice(start, start + DELETE_LIMIT).map(({ pk, sk }) => ({
        DeleteRequest: { Key: sk === undefined ? { pk } : { pk, sk } },
      }));
      await this.#clients.documents.send(new BatchWriteCommand({ RequestItems: { [table]: requests } }));
    }
  }
}

interface Inspected {
  name: string;
  approximateMessageCount: number;
  approximateInflightCount: number;
}

/**
 * Like {@link World.depth}, but for all queues in one request: there are dozens, and a sweep asks a thousand times.
 * https://github.com/kibertoad/fauxqs#queue-inspection
 */
async function depths(): Promise<Map<string, number>> {
  const answer = await fetch(`${process.env['AWS_ENDPOINT_URL_SQS']}/_fauxqs/queues`);
  const queues = (await answer.json()) as Inspected[];
  return new Map(
    queues.map(({ name, approximateMessageCount, approximateInflightCount }) => [
      name,
      approximateMessageCount + approximateInflightCount,
    ]),
  );
}

async function byName<T>(names: string[], of: (name: string) => Promise<T>): Promise<Record<string, T>> {
  const values = await Promise.all(names.map(of));
  return Object.fromEntries(names.map((name, index) => [name, values[index] as T]));
}
