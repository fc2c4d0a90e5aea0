import { setTimeout as sleep } from 'node:timers/promises';
import { BatchWriteCommand, type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { OrderItem } from '@orderflow/domain';
import type { PlannedMapping } from '@orderflow/local/poller/poller';
import { percentile } from '../measure/statistics.ts';
import { clientOf, orders, table } from './orders.ts';
import type { System } from './system.ts';
import { Watch } from './watch.ts';

export interface Setting {
  /** Concurrent invocations of a consumer. */
  concurrency: number;
  /** If true, the templates' batch sizes are used; otherwise, one event per transaction. */
  batches: boolean;
  /** Number of skus among which the orders are spread. */
  skus: number;
  /** Number of orders that are written at once. */
  burst: number;
}

export type FlowMeasure = 'perSecond' | 'lag' | 'transactions' | 'conflicts';

/** A rate at which no queue builds up: the lag is then transit time, not waiting time. */
const STEADY = { orders: 120, perSecond: 20 };
/** To the stock, to the counters, and after the decision to the counters again. */
const DELIVERIES = 3;
const WITHIN_MS = 120_000;
const BATCH_WRITE = 25;
const changed =
  ({ concurrency, batches }: Setting) =>
  ({ mapping, invoke }: PlannedMapping): PlannedMapping => {
    if (mapping.kind !== 'queue') return { mapping, invoke };
    const batch = batches ? {} : { batchSize: 1, windowMs: 0 };
    return { mapping: { ...mapping, ...batch, maximumConcurrency: concurrency }, invoke };
  };

/** Adds more stock than any measurement can use up. */
export async function stockUp({ dynamodb }: System, skus: number): Promise<void> {
  const client = clientOf(dynamodb);
  for (let sku = 0; sku < skus; sku++) {
    const Item = { pk: `TEA-${sku}`, available: 1e9, reserved: 0 };
    await client.send(new PutCommand({ TableName: table('inventory'), Item }));
  }
}

/**
 * Writes orders to their table, at once and then at a steady rate, and waits until both consumers have applied each.
 *
 * @throws Error when they have not applied them in time
 */
export async function flow(system: System, setting: Setting): Promise<Record<FlowMeasure, number>> {
  const client = clientOf(system.dynamodb);
  const watch = new Watch();
  const poller = await system.poll((planned) => watch.over(changed(setting)(planned)));
  try {
    await burst(client, watch, orders(10, setting.skus));
    await system.taken();
    const begun = watch.deliveries;
    const perSecond = await burst(client, watch, orders(setting.burst, setting.skus));
    const { calls, conflicts } = await system.taken();
    const transactions = calls['TransactWriteItems'] ?? 0;
    const events = watch.deliveries - begun;
    const lag = await steady(client, watch, orders(STEADY.orders, setting.skus));
    return { perSecond, lag, transactions: transactions / events, conflicts: conflicts / transactions };
  } finally {
    await poller.stop();
  }
}

async function burst(client: DynamoDBDocumentClient, watch: Watch, items: OrderItem[]): Promise<number> {
  const before = watch.deliveries;
  const begun = performance.now();
  for (let start = 0; start < items.length; start += BATCH_WRITE) {
    const writes = items.slice(start, start + BATCH_WRITE).map((Item) => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteCommand({ RequestItems: { [table('orders')]: writes } }));
  }
  await settled(watch, before + DELIVERIES * items.length);
  const last = Math.max(...items.map(({ event }) => watch.applied.get(event.id) ?? Number.NaN));
  return items.length / ((last - begun) / 1e3);
}

/** The 95th percentile of the seconds from an order's write until both consumers have applied it. */
async function steady(client: DynamoDBDocumentClient, watch: Watch, items: OrderItem[]): Promise<number> {
  const before = watch.deliveries;
  const begun = performance.now();
  const writes = items.map(async (Item, index) => {
    await sleep((index / STEADY.perSecond) * 1e3);
    await client.send(new PutCommand({ TableName: table('orders'), Item }));
    return performance.now();
  });
  const written = await Promise.all(writes);
  await settled(watch, before + DELIVERIES * items.length);
  const lags = items.map(
    ({ event }, index) => (watch.applied.get(event.id) ?? Number.NaN) - (written[index] ?? begun),
  );
  return percentile(lags, 0.95) / 1e3;
}

async function settled(watch: Watch, deliveries: number): Promise<void> {
  const deadline = Date.now() + WITHIN_MS;
  while (watch.deliveries < deliveries) {
    if (Date.now() > deadline)
      throw new Error(`${deliveries - watch.deliveries} events were not applied in time`);
    await sleep(20);
  }
}
