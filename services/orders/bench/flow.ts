/**
 * Sends orders through every function of this service that works on them, from the HTTP request to the daily counters.
 * Prints what each function used, as a line of JSON. `pnpm bench cost` and `pnpm bench paid` run it:
 * `flow.ts ORDERS BATCH`, or `flow.ts ORDERS BATCH paid` for orders that are paid and shipped. The environment names the
 * engines' tables. BATCH is how many records or messages a batch may hold.
 */
import { randomUUID } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { inChunks, meter, type Used } from '@orderflow/bench/flow/meter';
import {
  always,
  httpRequest,
  listen,
  publishedTo,
  sqsBatch,
  streamBatch,
} from '@orderflow/bench/flow/triggers';
import { userKey } from '@orderflow/domain';
import { batchGet, documentClient } from '@orderflow/idempotency';
import { store } from '../src/lib/store.ts';

const [orders = 100, batch = 100] = process.argv.slice(2, 4).map(Number);
const isPaid = process.argv[4] === 'paid';
/** Records of a shard that are counted together: a full batch, or what half a minute brings on a quiet day. */
const counted = batch > 1 ? 1_000 : 15;
/** A new shard for this run: the table may have a checkpoint of an older one. */
const shardId = `shardId-${randomUUID()}`;
const shard: Parameters<typeof streamBatch>[0] = [];
const SKUS = 20;
const unmetered = documentClient();
const published: string[] = [];
process.env['AWS_ENDPOINT_URL_SNS'] = await listen(publishedTo(published));
process.env['AWS_ENDPOINT_URL_SESV2'] = await listen(always({ MessageId: '1' }));

const { handler: putInventory } = await import('../src/handlers/putInventory.ts');
const { handler: putProduct } = await import('../src/handlers/putProduct.ts');
const { handler: placeOrder } = await import('../src/handlers/placeOrder.ts');
const { handler: shipOrder } = await import('../src/handlers/shipOrder.ts');
const { handler: publishEvents } = await import('../src/handlers/publishEvents.ts');
const { handler: reserveStock } = await import('../src/handlers/reserveStock.ts');
const { handler: settleOrders } = await import('../src/handlers/settleOrders.ts');
const { handler: mailBuyers } = await import('../src/handlers/mailBuyers.ts');
const { handler: countOrders } = await import('../src/handlers/countOrders.ts');
const { handler: sumOrders } = await import('../src/handlers/sumOrders.ts');

const metered = meter(store.client);
type Images = Map<string, { pk: string }>;
const imagesOf = async (ids: string[]): Promise<Images> => {
  const keys = ids.map((pk) => ({ pk }));
  const items = await batchGet<{ pk: string }>(unmetered, store.orders, keys);
  return new Map(items.map((item) => [item.pk, item]));
};

async function placed(): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < orders; index++) {
    const body = {
      currency: 'EUR',
      lines: [{ sku: `TEA-${index % SKUS}`, quantity: 1, unitPrice: 350 }],
      note: 'leave it at the door',
      ...(isPaid && { payment: { method: 'pm_card_visa' } }),
    };
    const answer = await metered('placeOrder', () => placeOrder(httpRequest(body, randomUUID())));
    if (answer.statusCode !== 201) throw new Error(`refused: ${answer.body}`);
    ids.push(JSON.parse(answer.body ?? '').orderId);
  }
  return ids;
}

/** Publishes what the items announce now to the topic. @returns the messages */
async function announced(before: Images): Promise<string[]> {
  const from = published.length;
  const after = await imagesOf(ids);
  const records = [...after.values()].map((item) =>
    [before.get(item.pk), item].map((image) => image && marshall(image)),
  );
  shard.push(...records);
  for (const some of inChunks(records, batch))
    await metered('publishEvents', () => publishEvents(streamBatch(some)));
  return published.slice(from);
}

/** Does something to the orders. @returns what they announce then */
async function after(change: () => Promise<void>): Promise<string[]> {
  const before = await imagesOf(ids);
  await change();
  return announced(before);
}

async function consumed(name: string, handler: typeof countOrders, messages: string[], most: number) {
  for (const some of inChunks(messages, Math.min(batch, most))) {
    const { batchItemFailures } = await metered(name, () => handler(sqsBatch(some)), some);
    if (batchItemFailures.length > 0) throw new Error(`${name} failed`);
  }
}

/** An event of services/payments for every order. */
const told = (type: string, version: number, payment: { status: string; captured: number }): string[] =>
  ids.map((orderId) =>
    JSON.stringify({
      specversion: '1.0',
      id: randomUUID(),
      source: '/orderflow/payments',
      type,
      subject: orderId,
      time: new Date().toISOString(),
      datacontenttype: 'application/json',
      correlationid: `c-${orderId}`,
      data: { orderId, currency: 'EUR', version, amount: 350, refunded: 0, ...payment },
    }),
  );

async function shipped(): Promise<void> {
  for (const orderId of ids) {
    const request = httpRequest({ carrier: 'DHL', trackingCode: '00340434' }, randomUUID(), { orderId });
    const { statusCode, body } = await metered('shipOrder', () => shipOrder(request));
    if (statusCode !== 200) throw new Error(`not shipped: ${body}`);
  }
}

for (let sku = 0; sku < SKUS; sku++) {
  const path = { sku: `TEA-${sku}` };
  await putInventory(httpRequest({ available: 1_000_000 }, randomUUID(), path));
  await putProduct(httpRequest({ name: 'Tea', prices: { EUR: 350 } }, randomUUID(), path));
}
const ada = { userId: 'ada', email: 'ada@example.com', name: 'Ada', status: 'ACTIVE' };
await unmetered.send(new PutCommand({ TableName: store.users, Item: { pk: userKey('ada'), ...ada } }));
metered.reset();
const ids: string[] = [];
ids.push(...(await placed()));
const created = await announced(new Map());
await after(() => consumed('reserveStock', reserveStock, created, 50));
if (isPaid) {
  const authorized = told('payment.authorized.v1', 1, { status: 'AUTHORIZED', captured: 0 });
  const captured = told('payment.captured.v1', 2, { status: 'CAPTURED', captured: 350 });
  const confirmed = await after(() => consumed('settleOrders', settleOrders, authorized, 50));
  const left = await after(shipped);
  await after(() => consumed('settleOrders', settleOrders, captured, 50));
  await consumed('countOrders', countOrders, captured, 90);
  await consumed('mailBuyers', mailBuyers, [...confirmed, ...left], 10);
}
for (const [index, some] of inChunks(shard, counted).entries()) {
  const { Records } = streamBatch(some, index * counted);
  await metered('sumOrders', () => sumOrders({ Records, shardId }));
}
const used: Record<string, Used> = metered.taken();
process.stdout.write(`\n${JSON.stringify({ orders, published: published.length, used })}\n`);
process.exit();
