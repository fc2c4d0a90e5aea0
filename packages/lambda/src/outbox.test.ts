import type { PublishBatchCommandInput, PublishBatchCommandOutput, SNSClient } from '@aws-sdk/client-sns';
import { marshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, test } from '@jest/globals';
import type { DynamoDBRecord } from 'aws-lambda';
import { captureLog } from '../test/captureLog.ts';
import { publishOutbox } from './outbox.ts';
import type { SetAside } from './setAside.ts';

type Answer = Partial<PublishBatchCommandOutput>;
type Entries = NonNullable<PublishBatchCommandInput['PublishBatchRequestEntries']>;

const logged = captureLog();
const all = (entries: Entries): Answer => ({ Successful: entries.map(({ Id }) => ({ Id })) });

/** An item whose last write announces the event `<id>-<state>`. */
const item = (id: string, state = 'created', more: object = {}) => ({
  pk: id,
  ...more,
  event: {
    id: `${id}-${state}`,
    type: `order.${state}.v1`,
    time: '2026-11-20T08:00:00.000Z',
    correlationId: `c-${id}`,
  },
});
const record = (sequence: number, after?: object, before?: object): DynamoDBRecord => ({
  eventName: before ? (after ? 'MODIFY' : 'REMOVE') : 'INSERT',
  eventSourceARN: 'arn:aws:dynamodb:eu-central-1:123456789012:table/orders/stream/2026-11-20T08:00:00.000',
  dynamodb: {
    SequenceNumber: String(sequence),
    Keys: marshall({ pk: (after as { pk?: string })?.pk ?? 'gone' }) as never,
    ...(after ? { NewImage: marshall(after) as never } : {}),
    ...(before ? { OldImage: marshall(before) as never } : {}),
  },
});

const refusal = (message: string) => Object.assign(new Error(message), { name: 'InvalidParameterException' });

/** Publishes the outbox of these records to a topic with this answer. */
async function published(
  records: DynamoDBRecord[],
  answer: (entries: Entries) => Answer = all,
  asideAnswers = true,
) {
  const batches: Entries[] = [];
  const aside: SetAside[] = [];
  const send = async ({ input }: { input: PublishBatchCommandInput }) => {
    expect(input.TopicArn).toBe('topic');
    const entries = input.PublishBatchRequestEntries ?? [];
    batches.push(entries);
    return answer(entries);
  };
  const handler = publishOutbox(
    {
      source: '/orderflow/orders',
      describe: ({ pk, poison }) => {
        if (poison) throw new Error('no such item');
        return { subject: String(pk), data: { orderId: pk } };
      },
    },
    { send } as unknown as Pick<SNSClient, 'send'>,
    () => 'topic',
    async (never) => {
      if (!asideAnswers) return never.map(({ sequenceNumber }) => sequenceNumber);
      aside.push(...never);
      return [];
    },
  );
  const { batchItemFailures } = await handler({ Records: records });
  const failed = batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  return { ids: batches.flat().map(({ Id }) => Id), batches, failed, aside };
}

describe('the outbox of a table', () => {
  test('is published as CloudEvents with the attribute that subscriptions filter by', async () => {
    const { batches } = await published([record(1, item('a'))]);
    const [{ Id, Message = '', MessageAttributes } = { Id: undefined }] = batches.flat();
    expect(Id).toBe('a-created');
    expect(JSON.parse(Message)).toEqual({
      specversion: '1.0',
      id: 'a-created',
      source: '/orderflow/orders',
      type: 'order.created.v1',
      subject: 'a',
      time: '2026-11-20T08:00:00.000Z',
      datacontenttype: 'application/json',
      correlationid: 'c-a',
      data: { orderId: 'a' },
    });
    expect(MessageAttributes).toEqual({ type: { DataType: 'String', StringValue: 'order.created.v1' } });
  });

  test('takes its own id for a correlation id that is none, each time it is published', async () => {
    const records = ['', 'line\nend', 7, undefined].map((correlationId, index) => {
      const { event, ...rest } = item(`i${index}`);
      return record(index, { ...rest, event: JSON.parse(JSON.stringify({ ...event, correlationId })) });
    });
    const { batches } = await published(records);
    const ids = batches.flat().map(({ Message = '' }) => JSON.parse(Message).correlationid);
    expect(ids).toEqual(['i0-created', 'i1-created', 'i2-created', 'i3-created']);
  });

  test('holds a record only when its event is another than before', async () => {
    const { ids, failed } = await published([
      record(1, item('a')),
      record(2, item('a', 'confirmed'), item('a')),
      record(3, item('a', 'confirmed', { note: 'changed' }), item('a', 'confirmed')),
      record(4, undefined, item('a', 'confirmed')),
      record(5, { pk: 'email#a' }),
      record(6, item('b'), { pk: 'b' }),
    ]);
    expect(ids).toEqual(['a-created', 'a-confirmed', 'b-created']);
    expect(failed).toEqual([]);
  });

  test('asks nothing of the topic when it is empty', async () => {
    expect((await published([record(1, { pk: 'a' })])).batches).toEqual([]);
  });

  test('goes out ten events a call', async () => {
    const records = Array.from({ length: 25 }, (_, index) => record(index, item(`i${index}`)));
    const { batches } = await published(records);
    expect(batches.map(({ length }) => length)).toEqual([10, 10, 5]);
  });
});

describe('what could not be published is reported by its sequence number', () => {
  const records = Array.from({ length: 12 }, (_, index) => record(index, item(`i${index}`)));

  test('when the topic refuses some of a batch', async () => {
    const { failed } = await published(records, (entries) => ({
      Successful: entries.filter(({ Id }) => Id !== 'i3-created').map(({ Id }) => ({ Id })),
      Failed: [{ Id: 'i3-created', Code: 'InternalError', Message: 'sorry', SenderFault: false }],
    }));
    expect(failed).toEqual(['3']);
    expect(logged()).toEqual([
      expect.objectContaining({
        level: 'ERROR',
        correlationId: 'c-i3',
        eventId: 'i3-created',
        error: expect.objectContaining({ name: 'InternalError', message: 'sorry' }),
      }),
    ]);
  });

  test('when the topic says nothing of it', async () => {
    expect((await published(records.slice(0, 2), () => ({}))).failed).toEqual(['0', '1']);
  });

  test('when a call fails: its whole batch, and no other', async () => {
    const { failed } = await published(records, (entries) => {
      if (entries.length < 10) throw new Error('down');
      return all(entries);
    });
    expect(failed).toEqual(['10', '11']);
  });

  test('when what can never be published cannot be set aside', async () => {
    const poison = record(7, item('p', 'created', { poison: true }));
    expect((await published([record(6, item('a')), poison], all, false)).failed).toEqual(['7']);
  });

  test('when the topic is wrong: that is nothing of the event', async () => {
    const { failed, aside } = await published(records.slice(0, 2), () => {
      throw refusal('Invalid parameter: TopicArn');
    });
    expect({ failed, aside }).toEqual({ failed: ['0', '1'], aside: [] });
  });
});

describe('what can never be published is set aside, and the rest goes on', () => {
  const numbers = (aside: SetAside[]) => aside.map(({ sequenceNumber }) => sequenceNumber);

  test('when it cannot be made into an event', async () => {
    const poison = record(7, item('p', 'created', { poison: true }));
    const { ids, failed, aside } = await published([record(6, item('a')), poison, record(8, item('b'))]);
    expect(ids).toEqual(['a-created', 'b-created']);
    expect(failed).toEqual([]);
    expect(aside).toEqual([
      {
        sequenceNumber: '7',
        about: { table: 'orders', keys: { pk: { S: 'p' } }, eventId: 'p-created' },
        error: new Error('no such item'),
      },
    ]);
  });

  test('not before what stands in front of it is published: until then it comes again', async () => {
    const records = [record(6, item('a')), record(7, item('p', 'created', { poison: true }))];
    const { failed, aside } = await published(records, () => ({}));
    expect({ failed, aside }).toEqual({ failed: ['6'], aside: [] });
  });

  test('when the topic refuses it among others', async () => {
    const { failed, aside } = await published([record(1, item('a')), record(2, item('b'))], () => ({
      Successful: [{ Id: 'a-created' }],
      Failed: [{ Id: 'b-created', Code: 'InvalidParameter', Message: 'Message too long', SenderFault: true }],
    }));
    expect({ failed, aside: numbers(aside) }).toEqual({ failed: [], aside: ['2'] });
  });

  test.each(['b created', '', 'b'.repeat(81)])('when its id is none that SNS takes: "%s"', async (id) => {
    const odd = { ...item('b'), event: { ...item('b').event, id } };
    const { ids, failed, aside } = await published([record(1, item('a')), record(2, odd)]);
    expect({ ids, failed, aside: numbers(aside) }).toEqual({ ids: ['a-created'], failed: [], aside: ['2'] });
  });

  test.each([null, 'soon', {}])('when it has no time: %j', async (time) => {
    const odd = { ...item('b'), event: { ...item('b').event, time } };
    const { ids, failed, aside } = await published([record(1, item('a')), record(2, odd)]);
    expect({ ids, failed, aside: numbers(aside) }).toEqual({ ids: ['a-created'], failed: [], aside: ['2'] });
  });

  test.each([{ type: '\ud800' }, { type: 5 }])(
    'when its type is none that a request can carry: %j',
    async (type) => {
      const odd = { ...item('b'), event: { ...item('b').event, ...type } };
      const { ids, failed, aside } = await published([record(1, item('a')), record(2, odd)]);
      expect({ ids, failed, aside: numbers(aside) }).toEqual({
        ids: ['a-created'],
        failed: [],
        aside: ['2'],
      });
    },
  );

  test('when the topic refuses the whole call for it', async () => {
    const { ids, failed, aside } = await published(
      [record(1, item('a')), record(2, item('b'))],
      (entries) => {
        if (entries.some(({ Id }) => Id === 'b-created'))
          throw refusal('Invalid parameter: Message too long');
        return all(entries);
      },
    );
    expect(ids).toEqual(['a-created', 'b-created', 'a-created', 'b-created']);
    expect({ failed, aside: numbers(aside) }).toEqual({ failed: [], aside: ['2'] });
  });
});

test('the trace of the write goes out with the event, and into the log when it does not', async () => {
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
  const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;
  const { event, ...rest } = item('a');
  const traced = { ...rest, event: { ...event, traceparent, tracestate: 'vendor=1' } };
  const { batches } = await published([record(1, traced)]);
  expect(JSON.parse(batches.flat()[0]?.Message ?? '')).toMatchObject({ traceparent, tracestate: 'vendor=1' });
  await published([record(1, traced)], () => ({ Failed: [] }));
  expect(logged().at(-1)).toMatchObject({
    message: 'event was not published',
    traceId,
    spanId: '00f067aa0ba902b7',
  });
});
