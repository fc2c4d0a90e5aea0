import { randomBytes, randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import {
  codeFor,
  countersOf,
  drain,
  eventually,
  type ImportState,
  type Order,
  Person,
  send,
  sendTo,
  uploadCsv,
} from '../src/index.ts';
import { ops } from '../src/ops.ts';
import { urlOf } from '../src/system.ts';

interface TraceRow {
  name: string;
  source: string;
  kind: string;
  depth: number;
  attributes: Record<string, string>;
  error?: string;
  isBatch: boolean;
}

interface TracePicture {
  traceId: string;
  rows: TraceRow[];
}

/** The traces that `pnpm ops trace` shows for an id, as users see them. */
const traces = async (id: string): Promise<TracePicture[]> =>
  (await ops<{ traces: TracePicture[] }>(`pnpm ops trace ${id}`)).data.traces;

const newTrace = () => {
  const traceId = randomBytes(16).toString('hex');
  return { traceId, traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01` };
};

/** A span's function, name and event type. */
const hop = ({ source, name, attributes }: TraceRow): string => {
  const type = attributes['cloudevents.event_type'];
  return [source.replace(/^orderflow-\w+-local-/, ''), name.replaceAll('orderflow-local-', ''), type]
    .filter(Boolean)
    .join(' ');
};
const hops = (picture: TracePicture | undefined): string[] => [
  ...new Set(picture?.rows.filter(({ kind }) => kind !== 'client').map(hop)),
];

/** Checks that all of them are in the one trace that is shown, which has a single root. */
async function showsOneTrace(id: string, traceId: string, expected: string[]): Promise<TracePicture> {
  return eventually(async () => {
    const [picture] = (await traces(id)).filter((one) => one.traceId === traceId);
    expect(hops(picture)).toEqual(expect.arrayContaining(expected));
    expect(picture?.rows.filter(({ depth }) => depth === 0)).toHaveLength(1);
    return picture as TracePicture;
  }, 90);
}

test('an order is one trace, from the request to confirmed and counted, and says how late each hop was', async () => {
  const { traceId, traceparent } = newTrace();
  const sku = `TEA-${randomUUID().slice(0, 8)}`;
  await new Person('clerk', 'inventory:write').put(`/inventory/${sku}`, { available: 5 });
  const ada = new Person();
  const correlationId = `traced.${randomUUID()}`;
  const { body } = await ada.post<Order>(
    '/orders',
    { currency: 'EUR', lines: [{ sku, quantity: 2, unitPrice: 350 }] },
    { 'idempotency-key': randomUUID(), 'x-correlation-id': correlationId, traceparent },
  );
  const picture = await showsOneTrace(body.orderId, traceId, [
    'placeOrder POST /orders',
    'publishEvents process orders stream order.created.v1',
    'reserveStock process inventory order.created.v1',
    'sumOrders process orders stream',
    'publishEvents process orders stream order.confirmed.v1',
  ]);
  const [first] = picture.rows;
  expect(first && hop(first)).toBe('placeOrder POST /orders');
  expect(picture.rows.map(({ name }) => name)).toContain('PutItem orderflow-local-orders');
  expect(picture.rows.filter(({ error }) => error)).toEqual([]);
  for (const id of [correlationId, traceId, ada.sub])
    expect((await traces(id)).map((one) => one.traceId)).toContain(traceId);
  const answer = await fetch(urlOf('/console/api/lags'));
  const lags = (await answer.json()) as { hop: string; by: string; p50: number }[];
  const of = (name: string) => lags.filter((lag) => lag.hop === name).map(({ by }) => by);
  expect(of('write to publish')).toEqual(expect.arrayContaining(['order.created.v1', 'order.confirmed.v1']));
  for (const name of ['publish to receive', 'receive to commit']) expect(of(name)).toContain('reserveStock');
});

test('a row of an import is in the trace of its import, from the file to counted', async () => {
  const importer = new Person(undefined, 'imports:write');
  const orderId = randomUUID();
  const csv = `orderId,userId,sku,quantity,unitPrice,currency,note\n${orderId},${importer.sub},NOBODY-HAS-THIS,1,100,EUR,\n`;
  const importId = await uploadCsv(importer, csv);
  const placed = await eventually(async () => {
    const { body } = await importer.get<{ items: Order[] }>('/orders');
    expect(body.items[0]?.status).toBe('REJECTED');
    return body.items[0] as Order;
  });
  const { body } = await importer.get<ImportState>(`/imports/${importId}`);
  expect(body.rows.created).toBe(1);
  const [found] = await eventually(async () => {
    const all = await traces(importId);
    expect(all.flatMap(hops)).toContain('planImport plan import');
    return all.filter((one) => hops(one).includes('planImport plan import'));
  });
  const expected = [
    'createImport POST /imports',
    'planImport plan import',
    'importChunk process import-chunks',
    'publishEvents process orders stream order.created.v1',
    'sumOrders process orders stream',
  ];
  for (const id of [importId, placed.orderId]) await showsOneTrace(id, String(found?.traceId), expected);
});

test('a sign-up is one trace, to the mail that it sends and to ACTIVE', async () => {
  const { traceId, traceparent } = newTrace();
  const ada = new Person();
  const email = `${ada.sub}@example.com`;
  await ada.post('/signup', { email, name: 'Ada' }, { traceparent });
  await send('POST', '/onboarding/confirm', { body: { code: await codeFor(email) } });
  await showsOneTrace(ada.sub, traceId, [
    'requestSignup POST /signup',
    'completeSignup process signup',
    'publishEvents process users stream user.created.v1',
    'onboardUsers process onboarding user.created.v1',
    'createWorkspace step createWorkspace',
    'sendMails process mails',
    'activate step activate',
    'publishEvents process users stream user.activated.v1',
  ]);
});

test('a click is one trace, to where it is counted', async () => {
  const { traceId, traceparent } = newTrace();
  const path = `/${randomUUID()}`;
  const events = [{ sessionId: 's', path, type: 'view' }];
  await send('POST', '/clicks', { body: { events }, headers: { traceparent } });
  await eventually(async () => expect(Object.values(await countersOf(path))).toEqual([1]));
  await showsOneTrace(traceId, traceId, ['addClicks POST /clicks', 'aggregateClicks process clicks']);
});

test('a message that is redriven goes on in the trace of its first life', async () => {
  await drain('settlements-dlq');
  const { traceId, traceparent } = newTrace();
  // A payment of an order that does not exist: it cannot be settled.
  const event = {
    specversion: '1.0',
    id: randomUUID(),
    source: '/orderflow/payments',
    type: 'payment.authorized.v1',
    subject: randomUUID(),
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    correlationid: `redriven.${randomUUID()}`,
    traceparent,
    data: {
      ...{ orderId: randomUUID(), currency: 'EUR', status: 'AUTHORIZED', version: 2 },
      ...{ amount: 100, captured: 0, refunded: 0 },
    },
  };
  const lives = async () => {
    const [picture] = (await traces(event.id)).filter((one) => one.traceId === traceId);
    const own = picture?.rows.filter(({ isBatch, kind }) => !isBatch && kind === 'consumer') ?? [];
    for (const row of own) expect(hop(row)).toBe('settleOrders process settlements payment.authorized.v1');
    for (const row of own) expect(row.error).toBeDefined();
    return own.length;
  };
  const dead = async () =>
    (await ops<{ body: { id?: string } }[]>('pnpm ops peek settlements-dlq')).data.map(({ body }) => body.id);
  await sendTo('settlements', JSON.stringify(event));
  await eventually(async () => expect(await dead()).toContain(event.id), 120);
  const before = await eventually(async () => {
    const count = await lives();
    expect(count).toBeGreaterThan(0);
    return count;
  });
  await ops('pnpm ops redrive settlements-dlq --yes');
  await eventually(async () => expect(await lives()).toBeGreaterThan(before), 120);
  await eventually(async () => expect((await drain('settlements-dlq')).join()).toContain(event.id), 120);
}, 400_000);
