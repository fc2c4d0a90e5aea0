import { marshall } from '@aws-sdk/util-dynamodb';
import { expect, test } from '@jest/globals';
import { newOrderItem, type OrderItem, toOrder } from '@orderflow/domain';
import { isOrderCreatedEvent, type OrderCreatedEvent } from '@orderflow/validation';
import type { DynamoDBRecord } from 'aws-lambda';
import { captureLog } from '../test/captureLog.ts';
import type { Placed } from './kinesis.ts';
import { tableShard } from './tableShard.ts';

const logged = captureLog();
const streamArn = 'arn:aws:dynamodb:eu-central-1:123456789012:table/orders/stream/2026-11-20T08:00:00.000';

const item = (orderId: string): OrderItem =>
  newOrderItem(
    {
      orderId,
      userId: 'ann',
      currency: 'EUR',
      lines: [{ sku: 'tea', quantity: 1, unitPrice: 250 }],
    },
    { correlationId: `c-${orderId}`, now: new Date('2026-11-20T08:00:00Z') },
  );
const record = (sequence: number, after: object, before?: object): DynamoDBRecord => ({
  eventName: before ? 'MODIFY' : 'INSERT',
  eventSourceARN: streamArn,
  dynamodb: {
    SequenceNumber: String(sequence),
    NewImage: marshall(after) as never,
    ...(before ? { OldImage: marshall(before) as never } : {}),
  },
});

function recorded(wants = (_: Record<string, string>) => true) {
  const batches: { shard: string; events: Placed<OrderCreatedEvent>[] }[] = [];
  const handler = tableShard<OrderCreatedEvent>({
    source: '/orderflow/orders',
    describe: (one) => {
      const order = one as unknown as OrderItem;
      const attributes: Record<string, string> = 'row' in one ? { imported: 'true' } : {};
      return { subject: order.pk, data: toOrder(order), attributes };
    },
    validators: { 'order.created.v1': isOrderCreatedEvent },
    wants,
    handle: async (shard, events) => void batches.push({ shard, events }),
  });
  return { batches, handler };
}

test('hands over the events of a shard, by the stream and the name that the window says', async () => {
  const { batches, handler } = recorded();
  const answer = await handler({
    Records: [record(1, item('a')), record(2, item('b'))],
    shardId: 'shardId-1',
  });
  expect(answer).toEqual({ state: {}, batchItemFailures: [] });
  expect(batches.map(({ shard }) => shard)).toEqual(['orders/stream/2026-11-20T08:00:00.000#shardId-1']);
  expect(
    batches[0]?.events.map(({ sequenceNumber, value }) => [sequenceNumber, value?.data.orderId]),
  ).toEqual([
    ['1', 'a'],
    ['2', 'b'],
  ]);
});

test('takes what a write announced, not what an item still says, and only what is wanted', async () => {
  const { batches, handler } = recorded(({ imported }) => imported === undefined);
  const told = item('a');
  const confirmed = { ...told, event: { ...told.event, id: 'other', type: 'order.confirmed.v1' } };
  const records = [
    record(1, { ...told, note: 'changed' }, told),
    record(2, confirmed, told),
    record(3, { ...item('b'), row: 'import#1' }),
    record(4, item('c')),
  ];
  await handler({ Records: records, shardId: 's' });
  expect(batches.flatMap(({ events }) => events.map(({ sequenceNumber }) => sequenceNumber))).toEqual(['4']);
});

test('hands over what breaks its schema at its place, with the whole message', async () => {
  const { batches, handler } = recorded();
  await handler({
    Records: [record(1, { ...item('a'), total: 'a lot' }), record(2, item('b'))],
    shardId: 's',
  });
  const [broken, sound] = batches[0]?.events ?? [];
  expect(sound?.value?.data.orderId).toBe('b');
  expect(broken?.unreadable?.error).toMatchObject({ name: 'ValidationError' });
  expect(JSON.parse(broken?.unreadable?.body ?? '')).toMatchObject({
    type: 'order.created.v1',
    correlationid: 'c-a',
    data: { total: 'a lot' },
  });
});

test('says of what breaks its schema no correlation id that is none', async () => {
  const { batches, handler } = recorded();
  const event = { ...item('a').event, correlationId: '' };
  await handler({ Records: [record(1, { ...item('a'), total: 'a lot', event })], shardId: 's' });
  expect(batches[0]?.events[0]?.unreadable?.about).toMatchObject({ correlationId: event.id });
});

test('leaves what is no event to whoever publishes, and goes on', async () => {
  const { batches, handler } = recorded();
  const odd = { ...item('a'), event: { ...item('a').event, id: 'no id of an entry' } };
  await handler({ Records: [record(1, odd), record(2, item('b'))], shardId: 's' });
  expect(batches.flatMap(({ events }) => events.length)).toEqual([1]);
  expect(logged()).toEqual([expect.objectContaining({ message: 'record is no event', sequenceNumber: '1' })]);
});

test('does nothing at the end of a window, and answers a state', async () => {
  const { batches, handler } = recorded();
  for (const event of [{ shardId: 's' }, { Records: [], shardId: 's' }]) {
    expect(await handler(event)).toEqual({ state: {}, batchItemFailures: [] });
  }
  expect(batches).toEqual([]);
});

test('brings the batch again when it could not be handled', async () => {
  const handler = tableShard<OrderCreatedEvent>({
    source: '/orderflow/orders',
    describe: (one) => ({ subject: 'a', data: toOrder(one as unknown as OrderItem) }),
    validators: { 'order.created.v1': isOrderCreatedEvent },
    wants: () => true,
    handle: () => Promise.reject(new Error('throttled')),
  });
  await expect(handler({ Records: [record(1, item('a'))], shardId: 's' })).rejects.toThrow('throttled');
});
