import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { credentials, region } from '../settings.ts';
import { toDynamoDbRecord } from './dynamodbRecord.ts';
import { RawStreamsClient } from './rawStreamsClient.ts';

const RECORD = {
  eventID: 'e1',
  eventName: 'MODIFY',
  eventVersion: '1.1',
  awsRegion: region,
  dynamodb: {
    ApproximateCreationDateTime: 1_795_248_060.75,
    Keys: { pk: { S: 'a' } },
    NewImage: {
      pk: { S: 'a' },
      n: { N: '12345678901234567890' },
      b: { B: 'AAEC' },
      m: { M: { l: { L: [{ BS: ['AA=='] }] } } },
    },
    SequenceNumber: '100',
    SizeBytes: 26,
    StreamViewType: 'NEW_AND_OLD_IMAGES',
  },
  userIdentity: { PrincipalId: 'dynamodb.amazonaws.com', Type: 'Service' },
};

let answer: { status: number; body: object };
const server = createServer((request, response) => {
  request.resume().on('end', () => {
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify(answer.body));
  });
});
let client: RawStreamsClient;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  client = new RawStreamsClient({
    region,
    credentials,
    endpoint: `http://127.0.0.1:${port}`,
    maxAttempts: 1,
  });
});
afterAll(() => {
  client.destroy();
  server.close();
});

test('records come as the service writes them, and leave as Lambda hands them to a function', async () => {
  answer = { status: 200, body: { Records: [RECORD], NextShardIterator: 'next' } };
  const { Records = [], NextShardIterator } = await client.records('first', 10);
  expect([Records, NextShardIterator]).toEqual([[RECORD], 'next']);
  expect(toDynamoDbRecord(RECORD, 'arn:stream')).toEqual({
    sequenceNumber: '100',
    orderingKey: '[["pk",{"S":"a"}]]',
    arrivedAt: 1_795_248_060_750,
    event: {
      ...RECORD,
      eventSource: 'aws:dynamodb',
      dynamodb: { ...RECORD.dynamodb, ApproximateCreationDateTime: 1_795_248_060 },
      userIdentity: { principalId: 'dynamodb.amazonaws.com', type: 'Service' },
      eventSourceARN: 'arn:stream',
    },
  });
});

test("errors are the SDK's", async () => {
  const body = { __type: 'com.amazonaws.dynamodb.v20120810#ExpiredIteratorException', message: 'too old' };
  answer = { status: 400, body };
  await expect(client.records('first', 10)).rejects.toMatchObject({
    name: 'ExpiredIteratorException',
    message: 'too old',
    $metadata: { httpStatusCode: 400 },
  });
});
