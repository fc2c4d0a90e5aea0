import type { SNSClient } from '@aws-sdk/client-sns';
import { expect, test } from '@jest/globals';
import { RefusedError } from '@orderflow/domain';
import { SpanKind } from '@orderflow/tracing';
import type { DynamoDBRecord, KinesisStreamEvent, SQSRecord } from 'aws-lambda';
import { http } from '../src/http.ts';
import { kinesis } from '../src/kinesis.ts';
import { publishOutbox } from '../src/outbox.ts';
import { scheduled } from '../src/scheduled.ts';
import { each, sqs } from '../src/sqs.ts';
import { captureLog } from './captureLog.ts';
import { httpEvent } from './httpEvent.ts';
import { recorded } from './recorded.ts';
import { sqsEvent } from './sqsEvent.ts';

const logged = captureLog();
const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const other = 'a'.repeat(32);
const contextOf = (trace: string, flags = '01') => `00-${trace}-00f067aa0ba902b7-${flags}`;
const lambda = { awsRequestId: 'request-1', functionName: 'orderflow-orders-test-dailyReport' };

test('a request is a span in the trace of its caller, and says what became of it', async () => {
  const { recorder, sent } = recorded();
  const handler = http(async () => ({ status: 201, body: {} }), undefined, recorder);
  const headers = { traceparent: contextOf(traceId), 'x-correlation-id': 'c-1' };
  await handler({ ...httpEvent({ headers }), routeKey: 'POST /orders' }, lambda);
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({
    traceId,
    parentSpanId: '00f067aa0ba902b7',
    name: 'POST /orders',
    kind: SpanKind.SERVER,
    error: undefined,
    attributes: {
      'http.request.method': 'POST',
      'http.route': '/orders',
      'http.response.status_code': 201,
      'orderflow.correlation_id': 'c-1',
      'faas.trigger': 'http',
      'faas.invocation_id': 'request-1',
    },
  });
  expect(logged().map(({ traceId, spanId }) => [traceId, spanId])).toEqual([[traceId, sent[0]?.spanId]]);
});

test.each([
  ['a refusal', new RefusedError('not-found', 'no'), undefined],
  ['a bug', new TypeError('x is not a function'), '500'],
])('%s fails a request only where the fault is ours', async (_, error, failed) => {
  const { recorder, sent } = recorded();
  await http(() => Promise.reject(error), undefined, recorder)(httpEvent({}));
  expect(sent.map((span) => span.error)).toEqual([failed]);
});

test.each([
  [true, '00'],
  [false, '01'],
])('whether a trace is sampled (%s) is not for a stranger to say', async (isSampled, flags) => {
  const { recorder, sent } = recorded(isSampled);
  const traces: unknown[] = [];
  const handler = http(
    async ({ context }) => {
      traces.push(context.traceparent);
      return { status: 200, body: {} };
    },
    undefined,
    recorder,
  );
  await handler(httpEvent({ headers: { traceparent: contextOf(traceId, flags) } }));
  expect(traces).toEqual([expect.stringMatching(`^00-${traceId}-[0-9a-f]{16}-${isSampled ? '01' : '00'}$`)]);
  expect(sent).toHaveLength(isSampled ? 1 : 0);
});

const message = (body: string, traceparent: string): SQSRecord => {
  const [record] = sqsEvent(body).Records as [SQSRecord];
  const messageAttributes = { traceparent: { dataType: 'String' as const, stringValue: traceparent } };
  return { ...record, messageId: `id-${body}`, messageAttributes };
};
const read = (body: string) => {
  if (body === 'unreadable') throw new SyntaxError(body);
  return body;
};
const consumer = ({ recorder }: ReturnType<typeof recorded>, failing = '') =>
  sqs<string>(
    {
      read,
      correlationId: (value) => `c-${value}`,
      attributes: (value) => ({ value }),
      handle: each(async ({ value }) => {
        await recorder.span(`work on ${value}`, {}, async () => undefined);
        if (value === failing) throw new RangeError('with a name');
      }),
    },
    async () => undefined,
    recorder,
  );

test('a message that comes alone has the span of its invocation', async () => {
  const recording = recorded();
  await consumer(recording)({ Records: [message('a', contextOf(traceId))] }, lambda);
  const [work, process] = recording.sent;
  expect(process).toMatchObject({
    traceId,
    parentSpanId: '00f067aa0ba902b7',
    name: 'process orderflow-test-inventory',
    kind: SpanKind.CONSUMER,
    links: [],
    attributes: {
      'messaging.system': 'aws_sqs',
      'messaging.destination.name': 'orderflow-test-inventory',
      'messaging.batch.message_count': 1,
      'messaging.message.id': 'id-a',
      'orderflow.correlation_id': 'c-a',
      value: 'a',
    },
  });
  expect(work).toMatchObject({ traceId, parentSpanId: process?.spanId, name: 'work on a' });
});

test('of several messages each has a span in its own trace, linked with that of the batch', async () => {
  const recording = recorded(false);
  const records = [
    message('a', contextOf(traceId)),
    message('b', contextOf(other, '00')),
    message('unreadable', contextOf('b'.repeat(32), '00')),
  ];
  await consumer(recording, 'none')({ Records: records });
  const named = (name: string) => recording.sent.filter((span) => span.name === name);
  const batch = named('process orderflow-test-inventory').find(({ links }) => links.length === 3);
  const own = named('process orderflow-test-inventory').filter(({ links }) => links.length === 1);
  // The batch is sampled because one of its messages is. A failed span always is.
  expect(batch?.links.map((link) => link.traceId)).toEqual([traceId, other, 'b'.repeat(32)]);
  expect(own.map((span) => [span.traceId, span.error])).toEqual([
    [traceId, undefined],
    ['b'.repeat(32), 'SyntaxError'],
  ]);
  for (const { links } of own) expect(links).toMatchObject([{ spanId: batch?.spanId }]);
  expect(batch?.error).toBe('SyntaxError');
  expect(named('work on a')).toMatchObject([{ traceId, parentSpanId: own[0]?.spanId }]);
  expect(named('work on b')).toEqual([]);
});

test('a message that fails is recorded, whoever sampled it', async () => {
  const recording = recorded(false);
  await consumer(recording, 'a')({ Records: [message('a', contextOf(traceId, '00'))] });
  expect(recording.sent.map(({ name, error }) => [name, error])).toEqual([
    ['work on a', undefined],
    ['process orderflow-test-inventory', 'RangeError'],
  ]);
});

const change = (id: string, traceparent: string): DynamoDBRecord => ({
  eventSourceARN: 'arn:aws:dynamodb:eu-central-1:123456789012:table/orders/stream/1',
  dynamodb: {
    SequenceNumber: id,
    NewImage: {
      pk: { S: id },
      event: {
        M: {
          id: { S: id },
          type: { S: 'order.created.v1' },
          time: { S: new Date().toISOString() },
          correlationId: { S: 'c-1' },
          traceparent: { S: traceparent },
        },
      },
    },
  },
});

test('what is published has a span in the trace of its write, and what is not has failed', async () => {
  const { recorder, sent } = recorded(false);
  const client = { send: async () => ({ Successful: [{ Id: '1' }] }) } as unknown as SNSClient;
  const describe = ({ pk }: Record<string, unknown>) => ({ subject: `order-${pk}`, data: {} });
  const publish = publishOutbox({ source: '/orders', describe }, client, () => 'topic', undefined, recorder);
  await publish({ Records: [{ ...change('0', contextOf(other)), dynamodb: {} }] });
  expect(sent).toEqual([]);
  await publish({ Records: [change('1', contextOf(traceId)), change('2', contextOf(other, '00'))] });
  const spans = sent.filter(({ links }) => links.length === 1);
  expect(spans).toMatchObject([
    {
      traceId,
      name: 'process orders stream',
      error: undefined,
      attributes: {
        'cloudevents.event_id': '1',
        'cloudevents.event_type': 'order.created.v1',
        'cloudevents.event_subject': 'order-1',
        'orderflow.correlation_id': 'c-1',
      },
    },
    { traceId: other, error: 'NotPublished' },
  ]);
});

test('records of a stream that have one trace have one span in it', async () => {
  const { recorder, sent } = recorded();
  const [first, second] = [contextOf(traceId), contextOf(other)];
  const event = {
    Records: [first, first, second, 'unreadable'].map((text, index) => ({
      eventID: `shardId-000000000001:${index}`,
      eventSourceARN: 'arn:aws:kinesis:eu-central-1:123456789012:stream/clicks',
      kinesis: { sequenceNumber: String(index), data: Buffer.from(text).toString('base64') },
    })),
  } as KinesisStreamEvent;
  const trace = (traceparent: string) => ({ traceparent });
  await kinesis({ read, trace, handle: async () => undefined }, recorder)(event);
  const spans = sent.filter(({ links }) => links.length === 1);
  expect(spans.map((span) => [span.traceId, span.name, span.attributes['orderflow.records']])).toEqual([
    [traceId, 'process clicks', 2],
    [other, 'process clicks', 1],
  ]);
  const batch = sent.find(({ links }) => links.length === 2);
  expect(batch?.attributes).toMatchObject({ 'messaging.batch.message_count': 4 });
});

test('a firing of a schedule begins a trace, which its name tells', async () => {
  const { recorder, sent } = recorded();
  const due = { id: 'firing-1', time: '2026-11-30T00:00:00Z' };
  const run = scheduled(async ({ trace }) => trace.traceparent, undefined, recorder);
  const traceparent = await run(due, lambda);
  expect(sent).toMatchObject([
    {
      name: 'schedule orderflow-orders-test-dailyReport',
      parentSpanId: undefined,
      attributes: { 'faas.trigger': 'timer', 'orderflow.correlation_id': 'firing-1' },
    },
  ]);
  expect(traceparent).toContain(sent[0]?.traceId);
  const failing = scheduled(() => Promise.reject(new RangeError('no')), undefined, recorder);
  await expect(failing(due)).rejects.toThrow(RangeError);
  expect(sent.at(-1)).toMatchObject({ name: 'schedule', error: 'RangeError' });
});
