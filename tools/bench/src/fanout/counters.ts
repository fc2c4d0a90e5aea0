import { setTimeout as sleep } from 'node:timers/promises';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { cloudEvent, type OrderItem, toOrder } from '@orderflow/domain';
import type { PlannedMapping } from '@orderflow/local/poller/poller';
import { settings } from '../process/engines.ts';
import { clientOf, orders, table } from './orders.ts';
import type { System } from './system.ts';
import { Watch } from './watch.ts';

/** The ways of counting orders, with the function for each. */
export const WAYS = { queue: 'countOrders', shard: 'sumOrders' } as const;
/** Fewer for the slower way, so that both take some seconds. */
const EVENTS = { queue: 1_000, shard: 10_000 };
const SKUS = 50;
const BATCH_WRITE = 25;
const BATCH_SEND = 10;
const WITHIN_MS = 180_000;

export type CountMeasure = 'perSecond' | 'transactions';

/**
 * Counts a backlog of new orders' events, one way or the other, while nothing else runs. The time is from the start
 * of the poller until the last event is counted.
 *
 * @throws Error when they are not counted in time
 */
export async function counters(
  system: System,
  way: keyof typeof WAYS,
): Promise<Record<CountMeasure, number>> {
  const items = orders(EVENTS[way], SKUS);
  const client = clientOf(system.dynamodb);
  if (way === 'queue') await queued(items);
  else await written(client, items);
  const watch = new Watch();
  const only = ({ mapping, invoke }: PlannedMapping): PlannedMapping =>
    mapping.functionName.endsWith(WAYS[way])
      ? watch.over({ mapping, invoke })
      : { mapping, invoke: async () => ({ status: 'succeeded', payload: { state: {} } }) };
  await system.taken();
  const begun = performance.now();
  const poller = await system.poll(only);
  try {
    while (watch.deliveries < items.length) {
      if (performance.now() - begun > WITHIN_MS)
        throw new Error(`${items.length - watch.deliveries} events were not counted in time`);
      await sleep(10);
    }
    const perSecond = items.length / ((performance.now() - begun) / 1e3);
    const { calls } = await system.taken();
    return { perSecond, transactions: (calls['TransactWriteItems'] ?? 0) / items.length };
  } finally {
    await poller.stop();
  }
}

async function written(client: DynamoDBDocumentClient, items: OrderItem[]): Promise<void> {
  for (let start = 0; start < items.length; start += BATCH_WRITE) {
    const writes = items.slice(start, start + BATCH_WRITE).map((Item) => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteCommand({ RequestItems: { [table('orders')]: writes } }));
  }
}

/** Puts the events into the queue, like the subscription of a stage that counts from it. */
async function queued(items: OrderItem[]): Promise<void> {
  const { sqs: endpoint } = settings().endpoints;
  const client = new SQSClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    useQueueUrlAsEndpoint: false,
  });
  const bodies = items.map((item) =>
    JSON.stringify(cloudEvent('/orderflow/orders', item.pk, item.event, toOrder(item))),
  );
  for (let start = 0; start < bodies.length; start += BATCH_SEND) {
    const Entries = bodies
      .slice(start, start + BATCH_SEND)
      .map((MessageBody, index) => ({ Id: String(index), MessageBody }));
    const QueueUrl = `${endpoint}/000000000000/${table('analytics')}`;
    await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  }
}
