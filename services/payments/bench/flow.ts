/**
 * Sends orders through every function of this service, from their reservation to the webhook of their capture. Prints
 * what each function used, as a line of JSON. `pnpm bench paid` runs it as `flow.ts ORDERS BATCH`. The environment
 * names the table of the engines. The payment provider is started here.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { hash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { marshall } from '@aws-sdk/util-dynamodb';
import { inChunks, meter, type Used } from '@orderflow/bench/flow/meter';
import { always, listen, publishedTo, sqsBatch, streamBatch } from '@orderflow/bench/flow/triggers';
import { batchGet, documentClient } from '@orderflow/idempotency';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { store } from '../src/lib/store.ts';

const [orders = 100, batch = 100] = process.argv.slice(2).map(Number);
/** The batch size of payOrders and checkPayments. */
const QUEUE_BATCH = 10;
const API_KEY = 'sk_test_bench';
const WEBHOOK_SECRET = 'whsec_bench';
/** Stripe's webhooks for an order that is authorised and captured. */
const TOLD = /"type":"payment_intent\.(amount_capturable_updated|succeeded)"/;

const published: string[] = [];
const checks: string[] = [];
const webhooks: { body: string; signature: string }[] = [];
process.env['AWS_ENDPOINT_URL_SNS'] = await listen(publishedTo(published));
const secret = JSON.stringify({ apiKey: API_KEY, webhookSecrets: [WEBHOOK_SECRET] });
process.env['AWS_ENDPOINT_URL_SECRETS_MANAGER'] = await listen(always({ SecretString: secret }));
process.env['AWS_ENDPOINT_URL_SQS'] = await listen(async (request, response) => {
  const { Entries } = JSON.parse(await text(request)) as { Entries: { Id: string; MessageBody: string }[] };
  checks.push(...Entries.map(({ MessageBody }) => MessageBody));
  const Successful = Entries.map(({ Id, MessageBody }) => ({
    Id,
    MessageId: '1',
    MD5OfMessageBody: hash('md5', MessageBody),
  }));
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(JSON.stringify({ Successful, Failed: [] }));
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts the provider as a process of its own, so that its CPU time is not counted. */
async function startProvider(): Promise<ChildProcess> {
  const webhookUrl = await listen(async (request, response) => {
    const body = await text(request);
    if (TOLD.test(body)) webhooks.push({ body, signature: String(request.headers['stripe-signature']) });
    response.writeHead(200).end();
  });
  const port = await freePort();
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../../tools/provider/src/main.ts')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      PROVIDER_PORT: String(port),
      PROVIDER_JOURNAL: join(mkdtempSync(join(tmpdir(), 'provider-')), 'journal'),
      PROVIDER_WEBHOOK_URL: webhookUrl,
      PROVIDER_API_KEY: API_KEY,
      PROVIDER_WEBHOOK_SECRET: WEBHOOK_SECRET,
    },
  });
  process.env['PROVIDER_URL'] = `http://127.0.0.1:${port}`;
  for (let attempt = 0; attempt < 100; attempt++) {
    const isUp = await fetch(`${process.env['PROVIDER_URL']}/ledger`).then(
      () => true,
      () => false,
    );
    if (isUp) return child;
    await sleep(100);
  }
  throw new Error('the provider does not start');
}

const provider = await startProvider();
const { handler: payOrders } = await import('../src/handlers/payOrders.ts');
const { handler: publishEvents } = await import('../src/handlers/publishEvents.ts');
const { handler: receiveWebhook } = await import('../src/handlers/receiveWebhook.ts');
const { handler: checkPayments } = await import('../src/handlers/checkPayments.ts');

const metered = meter(store.client);
const unmetered = documentClient();
const ids = Array.from({ length: orders }, () => randomUUID());
const imagesOf = async () => {
  const keys = ids.map((pk) => ({ pk }));
  const items = await batchGet<{ pk: string }>(unmetered, store.payments, keys);
  return new Map(items.map((item) => [item.pk, item]));
};

const eventOf = (type: string, data: (orderId: string) => object): string[] =>
  ids.map((orderId) =>
    JSON.stringify({
      specversion: '1.0',
      id: randomUUID(),
      source: '/orderflow/orders',
      type,
      subject: orderId,
      time: new Date().toISOString(),
      datacontenttype: 'application/json',
      correlationid: `c-${orderId}`,
      data: data(orderId),
    }),
  );

async function consumed(name: string, handler: typeof payOrders, messages: string[]) {
  for (const some of inChunks(messages, Math.min(batch, QUEUE_BATCH))) {
    const { batchItemFailures } = await metered(name, () => handler(sqsBatch(some)), some);
    if (batchItemFailures.length > 0) throw new Error(`${name} failed`);
  }
}

/**
 * A payment is written before and after each call. Every write is a record of the stream, but only the last one
 * announces an event.
 */
async function paid(messages: string[]): Promise<void> {
  const before = await imagesOf();
  await consumed('payOrders', payOrders, messages);
  const records = [...(await imagesOf()).values()].map((item) =>
    [before.get(item.pk), item].map((image) => image && marshall(image)),
  );
  for (const some of inChunks(records, batch))
    await metered('publishEvents', () => publishEvents(streamBatch(some)));
}

const reserved = eventOf('order.reserved.v1', (orderId) => ({
  ...{ orderId, userId: 'ada', currency: 'EUR', amount: 350, method: 'pm_card_visa' },
}));
const shipped = eventOf('order.shipped.v1', (orderId) => ({
  ...{ orderId, userId: 'ada', status: 'SHIPPED', currency: 'EUR', total: 350, carrier: 'DHL' },
  lines: [{ sku: 'TEA-1', quantity: 1, unitPrice: 350 }],
  createdAt: new Date().toISOString(),
}));
try {
  await paid(reserved);
  await paid(shipped);
  for (let wait = 0; webhooks.length < 2 * orders && wait < 300; wait++) await sleep(100);
  if (webhooks.length !== 2 * orders) throw new Error(`${webhooks.length} webhooks of ${orders} orders`);
  for (const { body, signature } of webhooks) {
    const request = {
      routeKey: 'POST /payments/webhook',
      headers: { 'content-type': 'application/json', 'stripe-signature': signature },
      isBase64Encoded: false,
      body,
      requestContext: { requestId: randomUUID(), http: { method: 'POST', path: '/payments/webhook' } },
    } as unknown as APIGatewayProxyEventV2;
    const { statusCode } = await metered('receiveWebhook', () => receiveWebhook(request as never));
    if (statusCode !== 200) throw new Error(`a webhook was answered ${statusCode}`);
  }
  await consumed('checkPayments', checkPayments, checks);
} finally {
  provider.kill();
}
const used: Record<string, Used> = metered.taken();
process.stdout.write(`\n${JSON.stringify({ orders, published: published.length, used })}\n`);
process.exit();
