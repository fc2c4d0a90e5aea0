import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PublishBatchCommand, SNSClient } from '@aws-sdk/client-sns';
import { DeleteMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  ExecuteStatementCommand,
  PutCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect, test } from '@jest/globals';
import { HttpResponse } from '@smithy/core/protocols';
import { traceCalls } from './awsCalls.ts';
import { createRecorder } from './recording.ts';
import { type EndedSpan, SpanKind } from './span.ts';

interface Answer {
  statusCode: number;
  body: object;
}

/** The spans of a call with this answer of AWS. */
async function recorded(
  call: (options: object, trace: <C extends object>(client: C) => C) => Promise<unknown>,
  { statusCode, body }: Answer = { statusCode: 200, body: {} },
): Promise<EndedSpan> {
  const sent: EndedSpan[] = [];
  const recorder = createRecorder({
    isSampled: () => true,
    send: async (spans) => void sent.push(...spans),
  });
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': 'r-1' };
  const requestHandler = {
    handle: async () => ({
      response: new HttpResponse({ statusCode, headers, body: Buffer.from(JSON.stringify(body)) }),
    }),
  };
  const options = {
    region: 'eu-central-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 's' },
    maxAttempts: 1,
    requestHandler,
  };
  const done = recorder.invocation('it', {}, () =>
    call(options, (client) => traceCalls(client as never, recorder)),
  );
  await done.catch(() => undefined);
  return sent[0] as EndedSpan;
}

const database = (command: (client: DynamoDBDocumentClient) => Promise<unknown>, answer?: Answer) =>
  recorded(
    (options, trace) => command(DynamoDBDocumentClient.from(trace(new DynamoDBClient(options)))),
    answer,
  );

const put = (client: DynamoDBDocumentClient) =>
  client.send(
    new PutCommand({
      TableName: 'orders',
      Item: { pk: 'order-1', userId: 'zoe@example.com', note: 'secret' },
    }),
  );

describe('a call of the database', () => {
  test('is told by operation and table, and by nothing that is written', async () => {
    const span = await database(put);
    expect(span).toMatchObject({ name: 'PutItem orders', kind: SpanKind.CLIENT, error: undefined });
    expect(span.attributes).toEqual({
      'rpc.system': 'aws-api',
      'rpc.service': 'DynamoDB',
      'rpc.method': 'PutItem',
      'db.system.name': 'aws.dynamodb',
      'db.operation.name': 'PutItem',
      'db.collection.name': 'orders',
      'aws.dynamodb.table_names': ['orders'],
      'http.response.status_code': 200,
      'aws.request_id': 'r-1',
      'http.request.resend_count': undefined,
    });
    expect(JSON.stringify(span)).not.toMatch(/order-1|zoe|secret/);
  });

  test('of several tables names each once', async () => {
    const Put = (TableName: string) => ({ Put: { TableName, Item: { pk: 'x' } } });
    const TransactItems = [Put('orders'), Put('inventory'), Put('orders')];
    const many = await database((client) => client.send(new TransactWriteCommand({ TransactItems })));
    expect(many.name).toBe('TransactWriteItems');
    expect(many.attributes['aws.dynamodb.table_names']).toEqual(['orders', 'inventory']);
    const RequestItems = { orders: { Keys: [{ pk: 'x' }] } };
    const one = await database((client) => client.send(new BatchGetCommand({ RequestItems })));
    expect(one.name).toBe('BatchGetItem orders');
  });

  test('by a statement names its table, and not what it says', async () => {
    const Statement = `INSERT INTO "orders" VALUE {'pk': 'order-1'}`;
    const span = await database((client) => client.send(new ExecuteStatementCommand({ Statement })));
    expect(span.name).toBe('ExecuteStatement orders');
    expect(JSON.stringify(span)).not.toContain('order-1');
  });

  test.each(['ConditionalCheckFailedException', 'TransactionCanceledException'])(
    'that a condition refuses (%s) was answered: nothing has failed',
    async (name) => {
      const body = { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: 'no' };
      const span = await database(put, { statusCode: 400, body });
      expect(span.error).toBeUndefined();
      expect(span.attributes).toMatchObject({
        'http.response.status_code': 400,
        'db.response.status_code': name,
      });
    },
  );

  test('that fails is an error, by its name', async () => {
    const body = {
      __type: 'com.amazonaws.dynamodb.v20120810#AccessDeniedException',
      message: 'arn of somebody',
    };
    const span = await database(put, { statusCode: 400, body });
    expect(span).toMatchObject({
      error: 'AccessDeniedException',
      attributes: { 'http.response.status_code': 400 },
    });
    expect(JSON.stringify(span)).not.toContain('somebody');
  });
});

describe('a call of a queue or a topic', () => {
  const QueueUrl = 'https://sqs.eu-central-1.amazonaws.com/123456789012/orderflow-test-signup';

  test('that sends is told as that, to where', async () => {
    const sends = new SendMessageCommand({ QueueUrl, MessageBody: 'zoe@example.com' });
    const span = await recorded((options, trace) => trace(new SQSClient(options)).send(sends));
    expect(span).toMatchObject({
      name: 'send orderflow-test-signup',
      kind: SpanKind.PRODUCER,
      attributes: {
        'messaging.system': 'aws_sqs',
        'messaging.operation.type': 'send',
        'messaging.destination.name': 'orderflow-test-signup',
      },
    });
    expect(JSON.stringify(span)).not.toContain('zoe');
    const publish = new PublishBatchCommand({
      TopicArn: 'arn:aws:sns:eu-central-1:123456789012:orderflow-test-events',
      PublishBatchRequestEntries: [{ Id: '1', Message: 'm' }],
    });
    const published = await recorded((options, trace) => trace(new SNSClient(options)).send(publish));
    expect(published).toMatchObject({ name: 'send orderflow-test-events', kind: SpanKind.PRODUCER });
  });

  test('of any other kind settles what was sent', async () => {
    const deletes = new DeleteMessageBatchCommand({ QueueUrl, Entries: [{ Id: '1', ReceiptHandle: 'r' }] });
    const span = await recorded((options, trace) => trace(new SQSClient(options)).send(deletes));
    expect(span).toMatchObject({ name: 'settle orderflow-test-signup', kind: SpanKind.CLIENT });
  });
});

test('a link that is signed is no call', async () => {
  const sent: EndedSpan[] = [];
  const { invocation, span } = createRecorder({
    isSampled: () => true,
    send: async (spans) => void sent.push(...spans),
  });
  const options = { region: 'eu-central-1', credentials: { accessKeyId: 'a', secretAccessKey: 's' } };
  const client = traceCalls(new S3Client(options), { span });
  const put = new PutObjectCommand({ Bucket: 'imports', Key: 'secret' });
  expect(await invocation('POST /imports', {}, () => getSignedUrl(client, put))).toContain('X-Amz-Signature');
  expect(sent.map(({ name }) => name)).toEqual(['POST /imports']);
});
