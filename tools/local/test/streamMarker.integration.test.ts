import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from '@jest/globals';
import { dynamoDbStream } from '../src/poller/dynamodbStream.ts';
import { RawStreamsClient } from '../src/poller/rawStreamsClient.ts';

const dynamodb = new DynamoDBClient();

const arnOf = (table: string) => `arn:aws:dynamodb:us-east-1:000000000000:table/${table}/stream/local`;
const streamOf = (table: string) => dynamoDbStream(dynamodb, new RawStreamsClient(), arnOf(table));

/** A table with a stream and these keys, the partition key first. */
async function createTable(keys: Record<string, 'S' | 'N'>): Promise<string> {
  const TableName = `marked-${randomUUID()}`;
  await dynamodb.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: Object.keys(keys).map((AttributeName, index) => ({
        AttributeName,
        KeyType: index === 0 ? 'HASH' : 'RANGE',
      })),
      AttributeDefinitions: Object.entries(keys).map(([AttributeName, AttributeType]) => ({
        AttributeName,
        AttributeType,
      })),
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    }),
  );
  return TableName;
}

test('a stream that was brought to its end hands out what is written before and after, and nothing else', async () => {
  const TableName = await createTable({ pk: 'S', sk: 'N' });
  const put = (pk: string) =>
    dynamodb.send(new PutItemCommand({ TableName, Item: { pk: { S: pk }, sk: { N: '0' } } }));
  const stream = streamOf(TableName);
  await put('before');
  await stream.catchUp?.();
  await put('after');
  expect((await dynamodb.send(new ScanCommand({ TableName }))).Count).toBe(2);

  const arn = await stream.resolve();
  const [shard] = await stream.shards(arn);
  let next: string | undefined = await stream.iterator(arn, String(shard?.id), { at: 'TRIM_HORIZON' });
  const keys: unknown[] = [];
  for (let reads = 0; next && reads < 10 && keys.length < 2; reads++) {
    const page = await stream.read(next, 100);
    keys.push(...page.records.map(({ event }) => event['dynamodb']));
    next = page.next;
  }
  expect(keys).toMatchObject([{ Keys: { pk: { S: 'before' } } }, { Keys: { pk: { S: 'after' } } }]);
});

test('a table whose keys may all be those of an item keeps its items', async () => {
  const TableName = await createTable({ pk: 'N', sk: 'N' });
  await dynamodb.send(new PutItemCommand({ TableName, Item: { pk: { N: '0' }, sk: { N: '0' } } }));
  await streamOf(TableName).catchUp?.();
  expect((await dynamodb.send(new ScanCommand({ TableName }))).Count).toBe(1);
});
