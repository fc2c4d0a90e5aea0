import { randomUUID } from 'node:crypto';
import { marshall } from '@aws-sdk/util-dynamodb';
import { expect, test } from '@jest/globals';
import { cloudEvent, newOrderItem, type OrderItem, outboxEvent } from '@orderflow/domain';
import type { DynamoDBRecord, SQSEvent } from 'aws-lambda';
import { handler as countOrders } from '../src/handlers/countOrders.ts';
import { handler as sumOrders } from '../src/handlers/sumOrders.ts';
import { dailyAnalytics } from '../src/models/dailyAnalytics.ts';
import { orderOutbox } from '../src/models/orderOutbox.ts';
import { newOrder } from './orderEvents.ts';
import { dateOf, daysFor } from './testDays.ts';
import { store } from './testStore.ts';

const FROM = '2026-12-01T12:00:00Z';
Object.assign(process.env, {
  ANALYTICS_TABLE: store.analytics,
  SEEN_TABLE: store.seen,
  ANALYTICS_DLQ_ARN: 'arn:aws:sqs:us-east-1:000000000000:orderflow-local-analytics-dlq',
});

/** The images of an order that is placed and confirmed at these times. */
function lifeOf(date: string, placed: string, confirmed: string): [OrderItem, OrderItem] {
  const at = (time: string) => ({ correlationId: 'c-1', now: new Date(time) });
  const item = newOrderItem(newOrder({ createdAt: `${date}T08:00:00.000Z` }), at(placed));
  return [
    item,
    { ...item, status: 'CONFIRMED', event: outboxEvent('order.confirmed.v1', item.pk, at(confirmed)) },
  ];
}

const records = (lives: [OrderItem, OrderItem][]): DynamoDBRecord[] =>
  lives
    .flatMap(([placed, confirmed]) => [[undefined, placed] as const, [placed, confirmed] as const])
    .map(([before, after], index) => ({
      eventSourceARN: 'arn:aws:dynamodb:us-east-1:000000000000:table/orders/stream/now',
      dynamodb: {
        SequenceNumber: String(1_000 + index),
        ...(before && { OldImage: marshall(before) as never }),
        NewImage: marshall(after) as never,
      },
    }));

/** The messages of publishEvents as SNS delivers them while it does not apply the new filter yet. */
const messages = (lives: [OrderItem, OrderItem][]): SQSEvent =>
  ({
    Records: lives.flat().map((item, index) => {
      const { subject, data, attributes = {} } = orderOutbox.describe(item as never, item.event.type);
      return {
        messageId: String(index),
        body: JSON.stringify(cloudEvent(orderOutbox.source, subject, item.event, data)),
        attributes: { ApproximateReceiveCount: '1' },
        messageAttributes: Object.fromEntries(
          Object.entries(attributes).map(([name, stringValue]) => [
            name,
            { stringValue, dataType: 'String' },
          ]),
        ),
      };
    }),
  }) as unknown as SQSEvent;

const someDay = daysFor('changeOver', 1);
const someDate = () => dateOf(someDay());
const figures = async (date: string) => (await dailyAnalytics({ from: date, to: date }, store))[0];

test('a stage that changes over counts each event once, by the queue or by the shard, whatever comes late or twice', async () => {
  process.env['COUNT_FROM'] = FROM;
  const date = someDate();
  const lives = [
    lifeOf(date, '2026-12-01T11:00:00Z', '2026-12-01T11:59:59.999Z'),
    lifeOf(date, '2026-12-01T11:59:59Z', '2026-12-01T12:00:00Z'),
    lifeOf(date, '2026-12-01T12:00:00.001Z', '2026-12-01T12:00:02Z'),
  ];
  const shardId = randomUUID();
  await sumOrders({ Records: records(lives), shardId });
  await countOrders(messages(lives.slice(1)));
  await countOrders(messages(lives));
  await sumOrders({ Records: records(lives), shardId });
  expect(await figures(date)).toMatchObject({ orders: 3, confirmed: 3, revenue: { EUR: 750 } });
});

test('an event that is announced anew is counted again only if it never was', async () => {
  process.env['COUNT_FROM'] = 'always';
  const date = someDate();
  const life = lifeOf(date, '2026-12-01T12:00:00Z', '2026-12-01T12:00:01Z');
  const anew = life.map((item) => ({
    ...item,
    event: { ...item.event, id: randomUUID(), counted: true },
  })) as [OrderItem, OrderItem];
  await sumOrders({ Records: records([life]), shardId: randomUUID() });
  await sumOrders({ Records: records([anew]), shardId: randomUUID() });
  await countOrders(messages([anew]));
  expect(await figures(date)).toMatchObject({ orders: 1, confirmed: 1 });
});
