import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { TraceStore } from '@orderflow/ops/traces/traceStore';
import { recorderOf } from '@orderflow/tracing';
import type { Endpoint } from './endpoint.ts';
import { type HttpProblem, sendProblem } from './problem.ts';
import { traceDaemon, traceEndpoints } from './traces.ts';

let store: TraceStore;
let url: string;
const stops: (() => unknown)[] = [];
beforeEach(async () => {
  store = new TraceStore();
  const endpoints = new Map<string, Endpoint>(traceEndpoints(store));
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://gateway');
    try {
      await endpoints.get(`${request.method} ${pathname}`)?.({ request, response, query: searchParams });
    } catch (error) {
      sendProblem(response, error as HttpProblem);
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  stops.push(
    () => server.close(),
    () => server.closeAllConnections(),
  );
});
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

const lambda = { OTEL_TRACES_SAMPLER_ARG: '1', OTEL_SERVICE_NAME: 'orders' };
const invoke = (environment: object) =>
  recorderOf({ ...lambda, ...environment }).invocation(
    'POST /orders',
    { attributes: { orderId: 'order-1' } },
    async () => undefined,
  );
const find = async (text: string) => (await fetch(`${url}/local/traces?find=${text}`)).json();
const post = (body: BodyInit, type: string, headers = {}) =>
  fetch(`${url}/v1/traces`, { method: 'POST', body, headers: { 'content-type': type, ...headers } });

/** Until a span has arrived, which nobody is told of. */
async function found(text: string) {
  for (;;) {
    const { traces } = await find(text);
    if (traces.length > 0) return traces;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test('what a function posts is found by what its attributes say', async () => {
  await invoke({ OTEL_EXPORTER_OTLP_ENDPOINT: url });
  expect(await found('order-1')).toMatchObject([{ spans: [{ name: 'POST /orders', source: 'orders' }] }]);
  expect(await find('order-2')).toEqual({ traces: [] });
});

test('what a function sends to the daemon is found, and what is no span does no harm', async () => {
  const daemon = await traceDaemon(store, 0);
  stops.push(() => daemon.close());
  const { port } = daemon.address();
  const socket = createSocket('udp4');
  for (const nonsense of ['', 'x', '{"format":"json","version":1}\nT1S////', 'T1S'])
    await new Promise((resolve) => socket.send(nonsense, port, '127.0.0.1', resolve));
  socket.close();
  await invoke({ AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${port}` });
  expect(await found('order-1')).toHaveLength(1);
});

test('anybody may post JSON', async () => {
  const span = {
    traceId: 'a'.repeat(32),
    spanId: 'b'.repeat(16),
    name: 'page',
    startTimeUnixNano: '1',
    endTimeUnixNano: '2',
  };
  const body = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] });
  const answer = await post(body, 'application/json; charset=utf-8');
  expect([answer.status, await answer.json()]).toEqual([200, {}]);
  expect(await found('b'.repeat(16))).toHaveLength(1);
});

test('what cannot be read is refused', async () => {
  expect((await post('{', 'application/json')).status).toBe(400);
  expect((await post('\xff\xff', 'application/x-protobuf')).status).toBe(400);
  expect((await post('{}', 'text/plain')).status).toBe(415);
  expect((await post('{}', 'application/json', { 'content-encoding': 'gzip' })).status).toBe(415);
  expect((await fetch(`${url}/local/traces`)).status).toBe(400);
});
