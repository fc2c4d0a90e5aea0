import { expect, test } from '@jest/globals';
import type { Stage } from '../stage/types.ts';
import { FakeQueues, fakeStage } from '../testing.ts';
import { batch, batchId, order, span, traceId } from './fixtures.ts';
import { keptTraces } from './keptTraces.ts';
import { TraceStore } from './traceStore.ts';

const signup = 'd'.repeat(32);
const ofLine = 'e'.repeat(32);

type Query = { TableName: string; IndexName?: string; ExpressionAttributeValues: { ':key': string } };

/** Ada's account was written in one trace, her order in another; a third one is only in the log. */
const items: Record<string, object[]> = {
  'orderflow-local-users ada': [{ pk: 'ada', event: { traceparent: `00-${signup}-${'1'.repeat(16)}-01` } }],
  'orderflow-local-orders byUser ada': [{ pk: 'order-9', userId: 'ada' }],
  'orderflow-local-orders order-9': [
    { pk: 'order-9', event: { traceparent: `00-${traceId}-${'2'.repeat(16)}-01` } },
  ],
};
const stage = fakeStage(new FakeQueues(), {
  findLines: async (text) =>
    text === 'only in the log'
      ? [{ time: '', source: '', level: '', message: '', fields: { traceId: ofLine } }]
      : [],
});
const KeySchema = [{ AttributeName: 'pk', KeyType: 'HASH' }];
stage.stacks[0]?.resources.push(
  {
    logicalId: 'O',
    type: 'AWS::DynamoDB::Table',
    properties: {
      TableName: 'orderflow-local-orders',
      KeySchema,
      GlobalSecondaryIndexes: [
        { IndexName: 'byUser', KeySchema: [{ AttributeName: 'userId', KeyType: 'HASH' }] },
      ],
    },
  },
  {
    logicalId: 'U',
    type: 'AWS::DynamoDB::Table',
    properties: { TableName: 'orderflow-local-users', KeySchema },
  },
  { logicalId: 'X', type: 'AWS::DynamoDB::Table', properties: { TableName: 'broken', KeySchema } },
);
stage.clients = {
  ...stage.clients,
  documents: {
    send: async ({
      input: { TableName, IndexName, ExpressionAttributeValues: values },
    }: {
      input: Query;
    }) => {
      if (TableName === 'broken') throw new Error('no such table');
      return { Items: items[[TableName, IndexName, values[':key']].filter(Boolean).join(' ')] ?? [] };
    },
  } as unknown as Stage['clients']['documents'],
};

const store = new TraceStore();
store.add([...order, ...batch]);
store.add([span('s', { traceId: signup, name: 'POST /users', start: 500 })]);
store.add([span('l', { traceId: ofLine, name: 'dailyReport', start: 400 })]);
const traces = keptTraces(async () => store, stage);
const found = async (text: string) => (await traces.find(text)).map((one) => one.traceId);

test('a trace is found by what its spans say', async () => {
  for (const text of ['order-1', 'c-1', 'event-1', traceId]) expect(await found(text)).toEqual([traceId]);
});

test('by whose it is or what was written in it, which the tables say; one that does not answer is left out', async () => {
  expect(await found('order-9')).toEqual([traceId]);
  expect(await found('ada')).toEqual([traceId, signup]);
});

test('by what the log says, where nobody else knows', async () => {
  expect(await found('only in the log')).toEqual([ofLine]);
  expect(await found('nobody')).toEqual([]);
});

test('the last ones are without batches, which are drawn where they belong', async () => {
  const latest = await traces.latest();
  expect(latest.map(({ name }) => name)).toEqual(['dailyReport', 'POST /users', 'POST /orders']);
  expect((await traces.picture(traceId))?.rows.map(({ isBatch }) => isBatch)).toEqual([
    ...[false, false, false, false, false],
    ...[true, true],
  ]);
  expect(await traces.picture(batchId)).toMatchObject({ rows: [{ spanId: 'batch' }, {}] });
  expect(await traces.picture('nobody')).toBeNull();
});
