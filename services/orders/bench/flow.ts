/**
 * Orders through every function that works on them, from the HTTP request to the daily counters, with what each
 * function used, as a line of JSON. `pnpm bench cost` runs it: `flow.ts ORDERS BATCH` on engines whose tables are
 * named in the environment; BATCH is how many records or messages a batch may hold.
 */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { marshall } from '@aws-sdk/util-dynamodb';
import { batchGet, documentClient } from '@orderflow/idempotency';
import { store } from '../src/lib/store.ts';
import { inChunks, meter, type Used } from './meter.ts';
import { httpRequest, publishedTo, sqsBatch, streamBatch } from './triggers.ts';

const [orders = 100, batch = 100] = process.argv.slice(2).map(Number);
const SKUS = 20;
const unmetered = documentClient();
const published: string[] = [];
const sns = createServer(publishedTo(published)).listen(0, '127.0.0.1');
await new Promise((listening) => sns.once('listening', listening));
const address = sns.address();
process.env['AWS_ENDPOINT_URL_SNS'] = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;

const { handler: putInventory } = await import('../src/handlers/putInventory.ts');
const { handler: placeOrder } = await import('../src/handlers/placeOrder.ts');
const { handler: publishEvents } = await import('../src/handlers/publishEvents.ts');
const { handler: reserveStock } = await import('../src/handlers/reserveStock.ts');
const { handler: countOrders } = await import('../src/handlers/countOrders.ts');

const metered = meter(store.client);
const images = (ids: string[]) =>
  batchGet<{ pk: string }>(
    unmetered,
    store.orders,
    ids.map((pk) => ({ pk })),
  );

async function placed(): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < orders; index++) {
    const body = {
      currency: 'EUR',
      lines: [{ sku: `TEA-${index % SKUS}`, quantity: 1, unitPrice: 350 }],
      note: 'leave it at the door',
    };
    const answer = await metered('placeOrder', () => placeOrder(httpRequest(body, randomUUID())));
    if (answer.statusCode !== 201) throw new Error(`refused: ${answer.body}`);
    ids.push(JSON.parse(answer.body ?? '').orderId);
  }
  return ids;
}

/** Carries what the items announce now to the topic; answers the messages. */
async function announced(ids: string[], before: Map<string, object>): Promise<string[]> {
  const from = published.length;
  const after = await images(ids);
  const records = after.map((item) => [before.get(item.pk), item].map((image) => image && marshall(image)));
  for (const some of inChunks(records, batch))
    await metered('publishEvents', () => publishEvents(streamBatch(some)));
  return published.slice(from);
}

async function consumed(name: string, handler: typeof countOrders, messages: string[], most: number) {
  for (const some of inChunks(messages, Math.min(batch, most))) {
    const { batchItemFailures } = await metered(name, () => handler(sqsBatch(some)), some);
    if (batchItemFailures.length > 0) throw new Error(`${name} failed`);
  }
}

for (let sku = 0; sku < SKUS; sku++) {
  await putInventory(httpRequest({ available: 1_000_000 }, randomUUID(), { sku: `TEA-${sku}` }));
}
metered.reset();
const ids = await placed();
const created = await announced(ids, new Map());
const pending = new Map((await images(ids)).map((item) => [item.pk, item]));
await consumed('reserveStock', reserveStock, created, 50);
const confirmed = await announced(ids, pending);
await consumed('countOrders', countOrders, [...created, ...confirmed], 90);
sns.close();
const used: Record<string, Used> = metered.taken();
process.stdout.write(`\n${JSON.stringify({ orders, published: published.length, used })}\n`);
process.exit();
