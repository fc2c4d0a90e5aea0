import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { recorderOf } from '@orderflow/tracing';
import { TraceInbox } from '../traces/traceInbox.ts';
import type { Endpoint } from './endpoint.ts';
import { type HttpProblem, sendProblem } from './problem.ts';
import { traceEndpoints } from './traces.ts';

let inbox: TraceInbox;
let url: string;
const stops: (() => unknown)[] = [];
beforeEach(async () => {
  inbox = new TraceInbox();
  const endpoints = new Map<string, Endpoint>(traceEndpoints(inbox));
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

const post = (body: BodyInit, type: string, headers = {}) =>
  fetch(`${url}/v1/traces`, { method: 'POST', body, headers: { 'content-type': type, ...headers } });

test('what a function posts is kept', async () => {
  const { invocation } = recorderOf({ OTEL_TRACES_SAMPLER_ARG: '1', OTEL_EXPORTER_OTLP_ENDPOINT: url });
  await invocation('POST /orders', { attributes: { orderId: 'order-1' } }, async () => undefined);
  for (;;) {
    if ((await inbox.open()).find('order-1').length === 1) break;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
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
  expect((await inbox.open()).find('b'.repeat(16))).toHaveLength(1);
});

test('what cannot be read is refused', async () => {
  expect((await post('{', 'application/json')).status).toBe(400);
  expect((await post('\xff\xff', 'application/x-protobuf')).status).toBe(400);
  expect((await post('{}', 'text/plain')).status).toBe(415);
  expect((await post('{}', 'application/json', { 'content-encoding': 'gzip' })).status).toBe(415);
});
