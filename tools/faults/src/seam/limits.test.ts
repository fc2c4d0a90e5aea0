import { expect, test } from '@jest/globals';
import { refusal } from './limits.ts';

const call = (name: string, body: unknown, path = '/') =>
  refusal({
    name,
    method: 'POST',
    path,
    headers: {},
    body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  });
const many = (count: number) => Array.from({ length: count }, (_, index) => index);
const put = (pk: string) => ({ Put: { TableName: 'orders', Item: { pk: { S: pk } } } });
const form = (entries: string[]) =>
  new URLSearchParams(
    entries.flatMap((message, index) => [
      [`PublishBatchRequestEntries.member.${index + 1}.Id`, String(index)],
      [`PublishBatchRequestEntries.member.${index + 1}.Message`, message],
    ]),
  ).toString();

test.each([
  ['DynamoDB.TransactWriteItems', { TransactItems: many(100).map((one) => put(`o${one}`)) }],
  [
    'DynamoDB.BatchGetItem',
    { RequestItems: { orders: { Keys: many(100).map((one) => ({ pk: { S: `${one}` } })) } } },
  ],
  ['DynamoDB.BatchExecuteStatement', { Statements: many(25).map(() => ({ Statement: 'INSERT' })) }],
  ['SQS.SendMessageBatch', { Entries: many(10).map((one) => ({ Id: `${one}`, MessageBody: 'x' })) }],
  ['SNS.PublishBatch', form(many(10).map(() => 'x'))],
  ['Kinesis.PutRecords', { Records: many(500).map(() => ({ Data: 'eA==', PartitionKey: 'k' })) }],
  ['SFN.StartExecution', { name: 'x'.repeat(80), input: '{}' }],
])('%s takes as much as AWS does', (name, body) => {
  expect(call(name, body)).toBeUndefined();
});

test.each([
  [
    'DynamoDB.TransactWriteItems',
    { TransactItems: many(101).map((one) => put(`o${one}`)) },
    'a transaction of 101',
  ],
  [
    'DynamoDB.TransactWriteItems',
    { TransactItems: [put('o'), put('o')] },
    'two actions of a transaction on one item',
  ],
  ['DynamoDB.PutItem', put('x'.repeat(2_049)).Put, 'a partition key'],
  ['DynamoDB.PutItem', put('').Put, 'a partition key'],
  ['DynamoDB.PutItem', { Item: { pk: { S: 'o' }, note: { S: 'x'.repeat(410_000) } } }, 'an item over 400 KB'],
  ['DynamoDB.UpdateItem', { UpdateExpression: 'x'.repeat(4_097) }, 'an expression over 4 KB'],
  [
    'DynamoDB.BatchGetItem',
    { RequestItems: { orders: { Keys: [{ pk: { S: 'o' } }, { pk: { S: 'o' } }] } } },
    'a key twice',
  ],
  [
    'DynamoDB.BatchExecuteStatement',
    { Statements: many(26).map(() => ({ Statement: 'INSERT' })) },
    '26 statements',
  ],
  [
    'SQS.SendMessageBatch',
    { Entries: many(11).map((one) => ({ Id: `${one}`, MessageBody: 'x' })) },
    'a batch of 11',
  ],
  ['SQS.SendMessageBatch', { Entries: [{ Id: 'a:b', MessageBody: 'x' }] }, 'ids of a batch'],
  [
    'SQS.ChangeMessageVisibilityBatch',
    { Entries: [{ Id: '0', VisibilityTimeout: 43_201 }] },
    'a visibility timeout',
  ],
  ['SNS.PublishBatch', form(many(11).map(() => 'x')), 'a batch of 11'],
  ['SNS.PublishBatch', form(['x'.repeat(262_145)]), '262145 bytes in a batch'],
  [
    'Kinesis.PutRecords',
    { Records: many(501).map(() => ({ Data: 'eA==', PartitionKey: 'k' })) },
    '501 records',
  ],
  ['Kinesis.PutRecords', { Records: [{ Data: 'eA==', PartitionKey: '' }] }, 'a partition key'],
  ['SFN.StartExecution', { name: 'user:1', input: '{}' }, 'the name of an execution'],
  ['SES.SendEmail', { Destination: { ToAddresses: many(51).map(() => 'a@b.c') } }, '51 recipients'],
])('%s is refused what AWS refuses', (name, body, what) => {
  expect(call(name, body)).toBe(what);
});

test('a key of S3 has 1,024 bytes, as UTF-8', () => {
  expect(call('S3.PutObject', '', `/bucket/${'x'.repeat(1_024)}`)).toBeUndefined();
  expect(call('S3.PutObject', '', `/bucket/${encodeURIComponent('ä'.repeat(513))}`)).toBe(
    'a key of 1026 bytes',
  );
});
