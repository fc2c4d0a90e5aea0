import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from '@jest/globals';
import { noRecorder } from './recording.ts';
import { recorderOf } from './tracer.ts';

const stops: (() => unknown)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

const lambda = {
  OTEL_TRACES_SAMPLER_ARG: '1',
  AWS_LAMBDA_FUNCTION_NAME: 'orderflow-orders-test-placeOrder',
  AWS_REGION: 'eu-central-1',
  STAGE: 'test',
};

/** An OTLP endpoint, with or without answers, and what was posted to it. */
async function endpoint(answers = true) {
  const posted: { url: string | undefined; headers: IncomingHttpHeaders; body: Buffer }[] = [];
  const server = createServer(async (request, response) => {
    posted.push({ url: request.url, headers: request.headers, body: await buffer(request) });
    if (answers) response.end();
    server.emit('posted');
  }).listen(0, '127.0.0.1');
  stops.push(
    () => server.close(),
    () => server.closeAllConnections(),
  );
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, posted, server };
}

describe('where the spans of a function go', () => {
  test('is nowhere, unless its environment says so', () => {
    expect(recorderOf({})).toBe(noRecorder);
    expect(recorderOf({ AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:2000' })).toBe(noRecorder);
    expect(recorderOf({ OTEL_TRACES_SAMPLER_ARG: '1' })).toBe(noRecorder);
  });

  test('is the daemon that Lambda offers', async () => {
    const daemon = createSocket('udp4').bind(0, '127.0.0.1');
    stops.push(() => daemon.close());
    await once(daemon, 'listening');
    const received = once(daemon, 'message') as Promise<[Buffer]>;
    const { invocation } = recorderOf({
      ...lambda,
      AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${daemon.address().port}`,
    });
    expect(await invocation('POST /orders', {}, async () => 'answer')).toBe('answer');
    const [message] = await received;
    const body = Buffer.from(message.toString().split('T1S')[1] ?? '', 'base64').toString();
    for (const text of ['POST /orders', 'orderflow-orders-test-placeOrder', 'eu-central-1', 'test'])
      expect(body).toContain(text);
  });

  test('is an OTLP endpoint where one is named', async () => {
    const { url, posted, server } = await endpoint();
    const arrived = once(server, 'posted');
    const { invocation } = recorderOf({ ...lambda, OTEL_EXPORTER_OTLP_ENDPOINT: `${url}/` });
    await invocation('POST /orders', {}, async () => undefined);
    await arrived;
    expect(posted).toMatchObject([
      { url: '/v1/traces', headers: { 'content-type': 'application/x-protobuf' } },
    ]);
    expect(posted[0]?.body.toString()).toContain('POST /orders');
  });
});

describe('an answer', () => {
  test('does not wait for an endpoint that says nothing, and no more than four posts do', async () => {
    const { url, posted, server } = await endpoint(false);
    const { invocation } = recorderOf({ ...lambda, OTEL_EXPORTER_OTLP_ENDPOINT: url });
    const begun = Date.now();
    for (let n = 1; n <= 10; n++) await invocation(`i${n}`, {}, async () => undefined);
    expect(Date.now() - begun).toBeLessThan(1_000);
    while (posted.length < 4) await once(server, 'posted');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(posted).toHaveLength(4);
  });

  test.each(['nonsense', 'ftp://127.0.0.1', 'http://127.0.0.1:1'])(
    'does not fail because of the endpoint %s',
    async (url) => {
      const { invocation } = recorderOf({ ...lambda, OTEL_EXPORTER_OTLP_ENDPOINT: url });
      expect(await invocation('it', {}, async () => 'answer')).toBe('answer');
      await new Promise((resolve) => setTimeout(resolve, 50));
    },
  );
});
