import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterEach, expect, test } from '@jest/globals';
import { readOtlp } from '@orderflow/ops/traces/readOtlp';
import { TraceStore } from '@orderflow/ops/traces/traceStore';
import { recorderOf } from '@orderflow/tracing';
import { TraceInbox } from './traceInbox.ts';
import { openTraceReceiver } from './traceReceiver.ts';

const stops: (() => unknown)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

const own = 'http://127.0.0.1:4000';
const said: string[] = [];
async function open(env: NodeJS.ProcessEnv = {}) {
  said.length = 0;
  const receiver = await openTraceReceiver({ own, env, say: (line) => said.push(line) });
  stops.push(() => receiver.close());
  return receiver;
}

/** A function of the copy places an order. */
const placeOrder = (environment: object, orderId = 'order-1') =>
  recorderOf({ ...environment, AWS_LAMBDA_FUNCTION_NAME: 'placeOrder' }).invocation(
    'POST /orders',
    { attributes: { orderId } },
    async () => undefined,
  );

async function until<T>(check: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (;;) {
    const found = await check();
    if (found !== undefined && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test('a function that is given the environment is heard, and what is no span does no harm', async () => {
  const receiver = await open();
  const [, port] = (receiver.environment['AWS_XRAY_DAEMON_ADDRESS'] ?? '').split(':');
  const socket = createSocket('udp4');
  for (const nonsense of ['', 'x', '{"format":"json","version":1}\nT1S////', 'T1S'])
    await new Promise((resolve) => socket.send(nonsense, Number(port), '127.0.0.1', resolve));
  socket.close();
  await placeOrder(receiver.environment);
  const traceId = await until(async () => (await receiver.open()).find('order-1')[0]);
  expect((await receiver.open()).get(traceId)).toMatchObject({
    spans: [{ name: 'POST /orders', source: 'placeOrder' }],
  });
});

test('the developer says how much is recorded; a function never goes past the receiver', async () => {
  const env = { OTEL_TRACES_SAMPLER_ARG: '0', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' };
  const { environment } = await open(env);
  expect(environment).toMatchObject({ OTEL_TRACES_SAMPLER_ARG: '0', OTEL_EXPORTER_OTLP_ENDPOINT: '' });
});

interface Posted {
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** An external OTLP endpoint. */
async function backend(status = () => 200) {
  const posted: Posted[] = [];
  const server = createServer(async (request, response) => {
    posted.push({ headers: request.headers, body: await buffer(request) });
    response.writeHead(status()).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  stops.push(
    () => server.close(),
    () => server.closeAllConnections(),
  );
  return { posted, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test('all of it goes on to another endpoint, joined, with the headers that it asks for', async () => {
  const { posted, url } = await backend();
  const receiver = await open({
    OTEL_EXPORTER_OTLP_ENDPOINT: `${url}/`,
    OTEL_EXPORTER_OTLP_HEADERS: 'x-key=a%20b, x-team=c',
  });
  await placeOrder(receiver.environment, 'order-1');
  await placeOrder(receiver.environment, 'order-2');
  const { headers, body } = await until(() => posted[0]);
  expect(headers).toMatchObject({ 'x-key': 'a b', 'x-team': 'c', 'content-type': 'application/x-protobuf' });
  const spans = readOtlp(body, 'application/x-protobuf');
  expect(spans.map(({ attributes }) => attributes['orderId'])).toEqual(['order-1', 'order-2']);
  expect((await receiver.open()).size).toBe(2);
});

test('an endpoint that takes nothing is told of once, and once when it does again; traces stay here', async () => {
  let status = 503;
  const { posted, url } = await backend(() => status);
  const receiver = await open({ OTEL_EXPORTER_OTLP_ENDPOINT: url });
  for (const times of [1, 2]) {
    await placeOrder(receiver.environment);
    await until(() => posted.length === times || undefined);
  }
  status = 200;
  await placeOrder(receiver.environment);
  await until(() => said.length === 2 || undefined);
  expect(said).toEqual([
    `${url} takes no traces: it answers 503. They stay here`,
    `${url} takes traces again`,
  ]);
  expect((await receiver.open()).size).toBe(3);
});

test.each(['http://localhost:4000', 'http://127.0.0.1:4000/', 'nonsense', 'file:///etc'])(
  'traces do not go round: %s is no other endpoint',
  async (endpoint) => {
    await open({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });
    expect(said).toEqual([
      `OTEL_EXPORTER_OTLP_ENDPOINT=${endpoint} is no other OTLP endpoint: traces stay here`,
    ]);
  },
);

test('what nobody looks at takes no more than its room: the last of it is kept', async () => {
  const { posted, url } = await backend();
  for (const orderId of ['order-1', 'order-2']) {
    await placeOrder({ OTEL_TRACES_SAMPLER_ARG: '1', OTEL_EXPORTER_OTLP_ENDPOINT: url }, orderId);
  }
  await until(() => posted[1]);
  const [one, other] = posted.map(({ body }) => body) as [Buffer, Buffer];
  const inbox = new TraceInbox(new TraceStore(), one.length + other.length - 1);
  inbox.take(one);
  inbox.take(other);
  expect((await inbox.open()).size).toBe(1);
  const roomy = new TraceInbox(new TraceStore(), one.length + other.length);
  roomy.take(one);
  roomy.take(other);
  expect((await roomy.open()).size).toBe(2);
});

test.each([
  { others: 2, kept: 2 },
  { others: 3, kept: 1 },
])('of very many spans, too, the last are kept: $others of another trace', async ({ others, kept }) => {
  const { posted, url } = await backend();
  for (const orderId of ['order-1', 'order-2']) {
    await placeOrder({ OTEL_TRACES_SAMPLER_ARG: '1', OTEL_EXPORTER_OTLP_ENDPOINT: url }, orderId);
  }
  await until(() => posted[1]);
  const [one, other] = posted.map(({ body }) => body) as [Buffer, Buffer];
  const inbox = new TraceInbox(new TraceStore(), 3 * Math.max(one.length, other.length));
  for (let times = 0; times < 5_000; times++) inbox.take(one);
  for (let times = 0; times < others; times++) inbox.take(other);
  expect((await inbox.open()).size).toBe(kept);
});
