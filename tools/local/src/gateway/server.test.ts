import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request as httpRequest, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Resource, Stack } from '@orderflow/stacks/template';
import { Scheduler } from '../schedules/scheduler.ts';
import type { Settings } from '../settings.ts';
import { TraceInbox } from '../traces/traceInbox.ts';
import { startGateway } from './server.ts';

const noSchedules = new Scheduler([], {} as ConstructorParameters<typeof Scheduler>[1]);
/** The HTTP port of the first service is the gateway's plus this. */
const SERVICE_OFFSET = 10;

let gateway: { close(): Promise<void> };
let service: Server;
let answer: RequestListener;
let url: string;
let settings: Settings;

beforeEach(async () => {
  answer = (request, response) =>
    response.end(JSON.stringify({ url: request.url, headers: request.headers }));
  while (!(await started()));
});

/** Starts a service on any port and the gateway SERVICE_OFFSET below it. False when the gateway's port is taken. */
async function started(): Promise<boolean> {
  service = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  const port = (service.address() as AddressInfo).port - SERVICE_OFFSET;
  url = `http://127.0.0.1:${port}`;
  const serviceUrl = `http://127.0.0.1:${port + SERVICE_OFFSET}`;
  settings = {
    port,
    ports: { gateway: port },
    root: resolve(import.meta.dirname, '../../../..'),
    stateDir: await mkdtemp(join(tmpdir(), 'gateway-')),
    endpoints: {
      dynamodb: serviceUrl,
      sqs: serviceUrl,
      s3: serviceUrl,
      sfn: serviceUrl,
      kinesis: serviceUrl,
      provider: serviceUrl,
    },
  } as Settings;
  const inbox = new TraceInbox();
  const traces = { takeNow: inbox.takeNow.bind(inbox), open: () => inbox.open() };
  try {
    gateway = await startGateway(settings, [ordersStack(`${url}/local`)], noSchedules, { traces });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    service.close();
    await rm(settings.stateDir, { recursive: true });
    return false;
  }
}

afterEach(async () => {
  await gateway.close();
  service.closeAllConnections();
  service.close();
  await rm(settings.stateDir, { recursive: true });
});

function ordersStack(issuer: string): Stack {
  const route = (RouteKey: string, more: Record<string, unknown> = {}): Resource => ({
    logicalId: RouteKey,
    type: 'AWS::ApiGatewayV2::Route',
    properties: { RouteKey, ...more },
  });
  const jwt = { AuthorizationType: 'JWT', AuthorizerId: 'httpapiauthorizerjwt' };
  const authorizer = {
    logicalId: 'HttpApiAuthorizerJwt',
    type: 'AWS::ApiGatewayV2::Authorizer',
    properties: { JwtConfiguration: { Issuer: issuer, Audience: ['orderflow'] } },
  };
  const resources = [
    authorizer,
    route('GET /public/{id}'),
    route('POST /public'),
    route('GET /orders', jwt),
    route('PUT /inventory/{sku}', { ...jwt, AuthorizationScopes: ['inventory:write'] }),
  ];
  return { name: 'orders', resources };
}

async function token(scope = ''): Promise<string> {
  const query = new URLSearchParams({ sub: 'ann', scope });
  return (await fetch(`${url}/local/token?${query}`)).text();
}

async function problemOf(response: Response): Promise<Record<string, unknown>> {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(response.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
  const problem = (await response.json()) as Record<string, unknown>;
  expect(problem).toMatchObject({ type: 'about:blank', title: expect.any(String), status: response.status });
  return problem;
}

test('passes a request on as it came and the answer back', async () => {
  answer = async (request, response) => {
    const body = await text(request);
    response.writeHead(201, { location: '/public/1', 'content-type': 'application/json' });
    response.end(
      JSON.stringify({ method: request.method, url: request.url, body, host: request.headers.host }),
    );
  };
  const response = await fetch(`${url}/public?a=%20b`, { method: 'POST', body: '{"x":1}' });
  expect(response.status).toBe(201);
  expect(response.headers.get('location')).toBe('/public/1');
  expect(await response.json()).toEqual({
    method: 'POST',
    url: '/public?a=%20b',
    body: '{"x":1}',
    host: new URL(url).host,
  });
});

test('keeps a well-formed correlation id and replaces any other, towards the service and the caller', async () => {
  const send = (id: string) => fetch(`${url}/public/1`, { headers: { 'x-correlation-id': id } });
  for (const [id, kept] of [
    ['abc_1.2:3-4', true],
    ['a'.repeat(129), false],
    ['has space', false],
    ['', false],
  ] as const) {
    const response = await send(id);
    const { headers } = (await response.json()) as { headers: Record<string, string> };
    const returned = response.headers.get('x-correlation-id');
    expect(headers['x-correlation-id']).toBe(returned);
    expect(returned === id).toBe(kept);
    if (!kept) expect(returned).toMatch(/^[0-9a-f-]{36}$/);
  }
});

test('answers 404 for an unknown path, and 405 with those it has for an unknown method of a known one', async () => {
  expect(await problemOf(await fetch(`${url}/nothing`))).toMatchObject({ status: 404 });
  const response = await fetch(`${url}/orders`, { method: 'DELETE' });
  expect(await problemOf(response)).toMatchObject({ status: 405 });
  expect(response.headers.get('allow')).toBe('GET');
});

test('asks for a token, hands a verified one on in one form, and checks the scope', async () => {
  expect(await problemOf(await fetch(`${url}/orders`))).toMatchObject({ status: 401 });
  const plain = await token();
  const response = await fetch(`${url}/orders`, { headers: { authorization: `bearer ${plain}` } });
  expect((await response.json()) as object).toMatchObject({ headers: { authorization: `Bearer ${plain}` } });

  const put = async (scope: string) => {
    const headers = { authorization: `Bearer ${await token(scope)}` };
    return fetch(`${url}/inventory/a`, { method: 'PUT', headers });
  };
  expect(await problemOf(await put('users:read'))).toMatchObject({ status: 403 });
  expect((await put('users:read inventory:write')).status).toBe(200);
});

test('two Authorization headers are refused, whichever of them is valid', async () => {
  const valid = `Bearer ${await token()}`;
  const raw = (headers: string[]) =>
    new Promise<number | undefined>((resolve) => {
      const request = httpRequest(`${url}/orders`, { headers: ['Host', '127.0.0.1', ...headers] as never });
      request.on('response', (response) => resolve(response.resume().statusCode)).end();
    });
  expect(await raw(['Authorization', valid])).toBe(200);
  expect(await raw(['Authorization', valid, 'authorization', 'Bearer x'])).toBe(401);
  expect(await raw(['Authorization', 'Bearer x', 'Authorization', valid])).toBe(401);
});

test("makes problem details of a service's plain errors and leaves its own as they are", async () => {
  answer = (_, response) =>
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"message":"gone"}');
  expect(await problemOf(await fetch(`${url}/public/1`))).toMatchObject({ status: 404, detail: 'gone' });

  answer = (_, response) => response.writeHead(502).end('{"errorMessage":"secret","stackTrace":[]}');
  expect(JSON.stringify(await problemOf(await fetch(`${url}/public/1`)))).not.toContain('secret');

  const own = JSON.stringify({
    type: 'about:blank',
    title: 'Conflict',
    status: 409,
    detail: 'taken',
    extra: 1,
  });
  answer = (_, response) => response.writeHead(409, { 'content-type': 'application/problem+json' }).end(own);
  expect(await (await fetch(`${url}/public/1`)).text()).toBe(own);
});

test('answers 503 with Retry-After while the service restarts', async () => {
  service.closeAllConnections();
  service.close();
  const response = await fetch(`${url}/public/1`);
  expect(response.headers.get('retry-after')).toBe('1');
  expect(await problemOf(response)).toMatchObject({ status: 503 });
});

test('asks again on another connection when the service closed the one that was kept', async () => {
  const seen = new WeakSet<object>();
  answer = (request, response) => {
    const wasKept = seen.has(request.socket);
    seen.add(request.socket);
    if (wasKept) request.socket.resetAndDestroy();
    else response.end('answered');
  };
  for (let time = 0; time < 3; time++) {
    expect(await (await fetch(`${url}/public/1`)).text()).toBe('answered');
  }
});

test('answers 503 when the service dies in the middle of a request or of its answer', async () => {
  answer = (request) => request.socket.destroy();
  expect(await problemOf(await fetch(`${url}/public/1`))).toMatchObject({ status: 503 });
  answer = (request, response) => {
    response.writeHead(200, { 'content-length': 100 }).write('half');
    setImmediate(() => request.socket.destroy());
  };
  expect(await problemOf(await fetch(`${url}/public/1`))).toMatchObject({ status: 503 });
});

test('refuses a body over 10 MiB, with or without its length announced', async () => {
  const body = Buffer.alloc(10 * 1024 * 1024 + 1);
  expect(await problemOf(await fetch(`${url}/public`, { method: 'POST', body }))).toMatchObject({
    status: 413,
  });
  const stream = new Blob([body]).stream();
  const chunked = await fetch(`${url}/public`, {
    method: 'POST',
    body: stream,
    duplex: 'half',
  } as RequestInit);
  expect(await problemOf(chunked)).toMatchObject({ status: 413 });
  const fits = await fetch(`${url}/public`, { method: 'POST', body: body.subarray(1) });
  expect(fits.status).toBe(200);
});

test('shows the console, which no other page may act through', async () => {
  expect(await (await fetch(`${url}/console`)).text()).toContain('<title>Orderflow console');
  const forged = { method: 'POST', headers: { origin: 'http://evil.example' }, body: '{}' };
  expect((await fetch(`${url}/console/api/redrive`, forged)).status).toBe(403);
});

test('takes spans, and none of a page elsewhere; the console shows them', async () => {
  const span = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), name: 'page' };
  const spans = [{ ...span, startTimeUnixNano: '1', endTimeUnixNano: '2' }];
  const body = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
  const post = (headers: Record<string, string>) =>
    fetch(`${url}/v1/traces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
  const latest = async () => (await fetch(`${url}/console/api/traces`)).json();
  expect((await post({ origin: 'http://evil.example' })).status).toBe(403);
  expect(await latest()).toEqual([]);
  expect((await post({})).status).toBe(200);
  expect(await latest()).toMatchObject([{ traceId: span.traceId, name: 'page' }]);
});

test('answers only to its own names', async () => {
  const status = (host: string) =>
    new Promise<number | undefined>((resolve) => {
      httpRequest(`${url}/health`, { headers: { host } }, (response) =>
        resolve(response.resume().statusCode),
      ).end();
    });
  for (const host of ['127.0.0.1:4000', 'localhost', 'LOCALHOST:1', '[::1]:4000'])
    expect(await status(host)).toBe(200);
  for (const host of ['evil.example', '127.0.0.1.evil.example', 'localhost.evil.example:4000', '10.0.0.1']) {
    expect(await status(host)).toBe(421);
  }
});

test('answers with problem details where the request is not HTTP or its headers are too long', async () => {
  const { port, hostname } = new URL(url);
  const exchange = async (bytes: string) => text(connect(Number(port), hostname).end(bytes));
  expect(await exchange('NONSENSE\r\n\r\n')).toMatch(/^HTTP\/1.1 400 .*problem\+json.*x-correlation-id/s);
  const long = `GET / HTTP/1.1\r\nHost: localhost\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`;
  expect(await exchange(long)).toMatch(/^HTTP\/1.1 431 .*problem\+json.*x-correlation-id/s);
});

test('issues tokens for a subject of 1 to 128 characters', async () => {
  for (const sub of ['', 'a'.repeat(129)]) {
    expect(await problemOf(await fetch(`${url}/local/token?sub=${sub}`))).toMatchObject({ status: 400 });
  }
  const response = await fetch(`${url}/local/token?sub=ann&scope=a+b&email=ann%40example.com`);
  expect(response.headers.get('content-type')).toMatch('text/plain');
  const claims = JSON.parse(Buffer.from((await response.text()).split('.')[1] ?? '', 'base64url').toString());
  expect(claims).toMatchObject({ iss: `${url}/local`, aud: 'orderflow', sub: 'ann', scope: 'a b' });
  expect(claims).toMatchObject({ email: 'ann@example.com', email_verified: true });
  expect(claims.exp - claims.iat).toBe(3600);
});

test('publishes its keys by OpenID Connect discovery', async () => {
  const discovery = await fetch(`${url}/local/.well-known/openid-configuration`);
  const { issuer, jwks_uri: keys } = (await discovery.json()) as Record<string, string>;
  expect(issuer).toBe(`${url}/local`);
  expect(await (await fetch(keys as string)).json()).toMatchObject({ keys: [{ kty: 'RSA', alg: 'RS256' }] });
});

test('refuses to start in front of services that expect another issuer', async () => {
  const stacks = [ordersStack('http://127.0.0.1:1/local')];
  await expect(startGateway({ ...settings, port: settings.port + 1 }, stacks, noSchedules)).rejects.toThrow(
    'expect tokens of',
  );
});

test('is healthy when every part answers, and names those that do not', async () => {
  expect(await (await fetch(`${url}/health`)).json()).toEqual({
    status: 'ok',
    parts: {
      dynamodb: 'ok',
      messaging: 'ok',
      storage: 'ok',
      workflows: 'ok',
      streams: 'ok',
      provider: 'ok',
      orders: 'ok',
    },
  });
  settings.endpoints.s3 = 'http://127.0.0.1:1';
  expect(await problemOf(await fetch(`${url}/health`))).toMatchObject({
    status: 503,
    detail: 'Not answering: storage',
    parts: { storage: 'down', orders: 'ok' },
  });
});

test('shows what was sent through SES, newest last, until it is emptied', async () => {
  const ses = new SESv2Client({
    endpoint: url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const send = (subject: string) =>
    ses.send(
      new SendEmailCommand({
        FromEmailAddress: 'shop@example.com',
        Destination: { ToAddresses: ['ann@example.com'] },
        Content: { Simple: { Subject: { Data: subject }, Body: { Text: { Data: 'Grüße' } } } },
      }),
    );
  expect((await send('one')).MessageId).toEqual(expect.any(String));
  await send('two');
  const list = async () => (await fetch(`${url}/local/mailbox`)).json();
  expect(await list()).toEqual([
    {
      to: 'ann@example.com',
      subject: 'one',
      text: 'Grüße',
      html: null,
      sentAt: expect.stringMatching(/^20.*Z$/),
    },
    expect.objectContaining({ subject: 'two' }),
  ]);
  const raw = new SendEmailCommand({
    FromEmailAddress: 'shop@example.com',
    Destination: { ToAddresses: ['ann@example.com'] },
    Content: { Raw: { Data: new Uint8Array([1]) } },
  });
  await expect(ses.send(raw)).rejects.toMatchObject({ name: 'BadRequestException' });

  await fetch(`${url}/local/mailbox`, { method: 'DELETE' });
  expect(await list()).toEqual([]);
});

test('a copy that keeps its data keeps its mails over restarts, and no other does', async () => {
  const restart = async (keep: boolean) => {
    await gateway.close();
    gateway = await startGateway(settings, [ordersStack(`${url}/local`)], noSchedules, { keep });
  };
  const mails = async () => (await fetch(`${url}/local/mailbox`)).json();
  const mail = {
    FromEmailAddress: 'shop@example.com',
    Destination: { ToAddresses: ['ann@example.com'] },
    Content: { Simple: { Subject: { Data: 'one' }, Body: { Text: { Data: 'Hello' } } } },
  };
  await restart(true);
  await fetch(`${url}/v2/email/outbound-emails`, { method: 'POST', body: JSON.stringify(mail) });
  await restart(true);
  expect(await mails()).toMatchObject([{ subject: 'one' }]);
  await restart(false);
  expect(await mails()).toEqual([]);
});
