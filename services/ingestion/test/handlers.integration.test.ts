import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { cloudEvent } from '@orderflow/domain';
import { isImportCompletedEvent, parse } from '@orderflow/validation';
import type { SQSEvent } from 'aws-lambda';
import { handler as createImport } from '../src/handlers/createImport.ts';
import { handler as getImport } from '../src/handlers/getImport.ts';
import { handler as importChunk } from '../src/handlers/importChunk.ts';
import { handler as listImports } from '../src/handlers/listImports.ts';
import { handler as planImport } from '../src/handlers/planImport.ts';
import { describeImport } from '../src/models/describeImport.ts';
import { HEADER, ownQueues, stateOf, store, takeChunks, upload } from './testImports.ts';

beforeAll(async () => {
  await ownQueues();
  const { imports, orders, bucket } = store;
  Object.assign(process.env, { IMPORTS_TABLE: imports, ORDERS_TABLE: orders, IMPORTS_BUCKET: bucket });
});

/** What a queue passes to its function. */
const sqsEvent = (...bodies: object[]): SQSEvent => ({
  Records: bodies.map((body, index) => ({
    messageId: String(index),
    receiptHandle: 'receipt',
    body: JSON.stringify(body),
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '0',
      SenderId: '',
      ApproximateFirstReceiveTimestamp: '0',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:orderflow-local-import-chunks',
    awsRegion: 'us-east-1',
  })),
});

type HttpEvent = Parameters<typeof createImport>[0];

/** What the HTTP API passes for a request of this principal. */
const request = (principal: string, more: object) =>
  ({
    headers: {},
    routeKey: 'test',
    requestContext: { authorizer: { jwt: { claims: { sub: principal, scope: 'imports:write' } } } },
    ...more,
  }) as unknown as HttpEvent;

const call = async (handler: typeof createImport, event: HttpEvent) => {
  const { statusCode, headers, body } = await handler(event);
  return { status: statusCode, headers, body: JSON.parse(body ?? '') };
};

const s3Record = ({ bucket, key, etag, sequencer }: Awaited<ReturnType<typeof upload>>) => ({
  eventName: 'ObjectCreated:Put',
  s3: {
    bucket: { name: bucket },
    object: { key: encodeURIComponent(key), eTag: etag.slice(1, -1), sequencer },
  },
});

describe('from notification to completion', () => {
  test('several files in one message, a test message and other objects', async () => {
    const ids = [randomUUID(), randomUUID()];
    const names = ['Jänner 1.csv', 'b.csv'].map((name) => `incoming/${randomUUID()}/${name}`);
    const files = await Promise.all(
      ids.map((id, at) => upload(`${HEADER}${id},ann,T,1,5,EUR,,\n`, names[at])),
    );
    const other = await upload('x', `incoming/${randomUUID()}.txt`);
    const answer = await planImport(
      sqsEvent({ Event: 's3:TestEvent' }, { Records: [...files, other].map(s3Record) }),
    );
    expect(answer).toEqual({ batchItemFailures: [] });

    const chunks = await takeChunks();
    expect(chunks).toHaveLength(2);
    const poison = { ...chunks[0], start: 'x' };
    expect(await importChunk(sqsEvent(poison, ...chunks))).toEqual({
      batchItemFailures: [{ itemIdentifier: '0' }],
    });
    for (const { importId } of chunks) {
      const item = await stateOf(importId);
      expect(item).toMatchObject({ status: 'COMPLETED', created: 1 });
      expect(names).toContain(`incoming/${item.fileName}`);
      if (!item.event) throw new Error('nothing was announced');
      const { subject, data } = describeImport(item, item.event.type);
      const event = cloudEvent('/orderflow/ingestion', subject, item.event, data);
      expect(parse(isImportCompletedEvent, event).data.rows).toEqual({
        read: 1,
        created: 1,
        duplicate: 0,
        rejected: 0,
      });
    }
  });

  test('a chunk that fails is reported', async () => {
    const [chunk] = [
      {
        importId: randomUUID(),
        index: 0,
        start: 0,
        end: 1,
        firstLine: 2,
        columns: ['a'],
        object: { key: 'k', etag: 'e' },
        correlationId: 'c',
      },
    ];
    expect(await importChunk(sqsEvent(chunk))).toEqual({ batchItemFailures: [{ itemIdentifier: '0' }] });
  });
});

test('over HTTP: create, get, list', async () => {
  const [ann, key] = [randomUUID(), randomUUID()];
  const create = request(ann, { headers: { 'idempotency-key': key }, body: '{"fileName":"a.csv"}' });
  const created = await call(createImport, create);
  expect(created).toMatchObject({ status: 201, headers: { location: `/imports/${created.body.importId}` } });
  expect(await call(createImport, create)).toMatchObject({
    status: 201,
    headers: { 'idempotency-replayed': 'true' },
    body: created.body,
  });
  const bad = request(ann, { headers: { 'idempotency-key': 'k' }, body: '{"fileName":"a.xlsx"}' });
  expect(await call(createImport, bad)).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/fileName' }] },
  });
  expect((await call(createImport, request(ann, { body: '{"fileName":"a.csv"}' }))).status).toBe(400);

  const { importId } = created.body;
  const expected = { importId, fileName: 'a.csv', status: 'AWAITING_UPLOAD', rows: { read: 0 } };
  const get = (principal: string) => call(getImport, request(principal, { pathParameters: { importId } }));
  expect(await get(ann)).toMatchObject({ status: 200, body: expected });
  expect((await get('bob')).status).toBe(404);
  const listed: { importId: string }[] = [];
  let query: Record<string, string> | undefined = { limit: '100' };
  while (query) {
    const page = await call(listImports, request(ann, { queryStringParameters: query }));
    listed.push(...page.body.items);
    query = page.body.cursor && { limit: '100', cursor: page.body.cursor };
  }
  expect(listed.filter((one) => one.importId === importId)).toHaveLength(1);
  expect((await call(listImports, request(ann, { queryStringParameters: { limit: '0' } }))).status).toBe(400);
  expect((await call(listImports, request(ann, { queryStringParameters: { cursor: 'x' } }))).status).toBe(
    400,
  );
});
