import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';
import {
  eventually,
  listeningSockets,
  mailbox,
  Person,
  portsOfCopy,
  traces,
  tryEverything,
} from '../src/index.ts';

const executablePath = '/usr/bin/chromium';
const withChromium = existsSync(executablePath) ? describe : describe.skip;
const marker = `evil-${randomUUID()}`;

/** A harmful request that a page can send. */
interface Attack {
  part: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  body?: string;
  headers?: Record<string, string>;
}

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const plain = { 'content-type': 'text/plain' };
const amz = (target: string) => ({
  'x-amz-target': target,
  'x-amz-date': '20260101T000000Z',
  authorization:
    'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/x/aws4_request, SignedHeaders=host, Signature=0',
});
const topic = new URLSearchParams({ Action: 'CreateTopic', Name: marker }).toString();
const item = JSON.stringify({ TableName: 'orderflow-local-seen', Item: { pk: { S: marker } } });
const mail = JSON.stringify({
  FromEmailAddress: 'evil@example.com',
  Destination: { ToAddresses: ['victim@example.com'] },
  Content: { Simple: { Subject: { Data: marker }, Body: { Text: { Data: marker } } } },
});
const report = JSON.stringify({ id: marker, time: '1971-01-02T04:00:00Z' });
const lambda = '/2015-03-31/functions/orderflow-orders-local-dailyReport/invocations';
const attacks: Attack[] = [
  { part: 'gateway', method: 'GET', path: '/local/token?sub=evil&scope=imports:write' },
  { part: 'gateway', method: 'GET', path: '/local/mailbox' },
  { part: 'gateway', method: 'DELETE', path: '/local/mailbox' },
  { part: 'gateway', method: 'PUT', path: '/local/edge/weights', body: '{"A":0,"B":1}', headers: plain },
  {
    part: 'gateway',
    method: 'POST',
    path: '/local/schedules/dailyReport?time=1971-01-02T04:00:00Z',
    body: '',
  },
  { part: 'gateway', method: 'POST', path: '/v2/email/outbound-emails', body: mail, headers: plain },
  { part: 'gateway', method: 'GET', path: '/console/api/overview' },
  {
    part: 'gateway',
    method: 'POST',
    path: '/console/api/redrive',
    body: '{"queue":"inventory-dlq"}',
    headers: plain,
  },
  {
    part: 'gateway',
    method: 'POST',
    path: '/console/api/peek',
    body: '{"queue":"inventory-dlq"}',
    headers: plain,
  },
  {
    part: 'gateway',
    method: 'POST',
    path: '/console/api/import',
    body: JSON.stringify({ wanted: { fileName: `${marker}.csv` } }),
    headers: plain,
  },
  { part: 'gateway', method: 'GET', path: '/console/api/imports' },
  {
    part: 'gateway',
    method: 'POST',
    path: '/console/api/upload?id=x&offset=0&size=1',
    body: 'x',
    headers: { 'content-type': 'application/octet-stream' },
  },
  { part: 'DynamoDB', method: 'POST', path: '/', body: item, headers: plain },
  { part: 'DynamoDB', method: 'POST', path: '/', body: item, headers: amz('DynamoDB_20120810.PutItem') },
  { part: 'SQS and SNS', method: 'POST', path: '/', body: topic, headers: form },
  { part: 'SQS and SNS', method: 'GET', path: `/?${topic}` },
  { part: 'SQS and SNS', method: 'GET', path: '/_fauxqs/queues' },
  { part: 'S3', method: 'GET', path: '/orderflow-local-imports' },
  { part: 'S3', method: 'PUT', path: `/orderflow-local-imports/${marker}`, body: marker, headers: amz('') },
  { part: 'S3', method: 'POST', path: '/orderflow-local-imports', body: marker, headers: plain },
  {
    part: 'Step Functions',
    method: 'POST',
    path: '/',
    body: '{}',
    headers: amz('AWSStepFunctions.ListExecutions'),
  },
  { part: 'Kinesis', method: 'POST', path: '/', body: '{}', headers: amz('Kinesis_20131202.ListStreams') },
  { part: 'service orders', method: 'GET', path: '/config' },
  { part: 'service orders (Lambda endpoint)', method: 'POST', path: lambda, body: report, headers: plain },
];

withChromium('a web page of elsewhere', () => {
  let browser: Browser;
  let server: Server;
  let elsewhere: string[];
  let parts: Record<string, number>;

  beforeAll(async () => {
    parts = await portsOfCopy();
    // The page is served from this machine; otherwise the browser itself would block its requests to 127.0.0.1.
    server = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><body>evil');
    }).listen(0, '127.0.0.1');
    await eventually(async () => expect(server.listening).toBe(true));
    const { port } = server.address() as AddressInfo;
    elsewhere = [`http://evil.test:${port}/`, `http://127.0.0.1:${port}/`];
    browser = await chromium.launch({
      executablePath,
      args: [
        '--no-sandbox',
        '--host-resolver-rules=MAP *.test 127.0.0.1',
        '--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests',
      ],
    });
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  const attack = (page: Page, urls: string[], { method, body, headers }: Omit<Attack, 'part' | 'path'>) =>
    page.evaluate(tryEverything, { urls, method, body, headers });

  test('reads nothing and changes nothing, on any port', async () => {
    const before = await traces(marker);
    expect(before.found).toEqual([]);
    for (const origin of elsewhere) {
      const page = await browser.newPage();
      await page.goto(origin);
      for (const { part, path, ...how } of attacks) {
        const read = await attack(page, [`http://127.0.0.1:${parts[part]}${path}`], how);
        expect({ part, path, origin, read }).toMatchObject({ read: [] });
      }
      // All other listening ports, known or not.
      const everyPort = [...new Set([...Object.values(parts), ...listeningSockets().map((one) => one.port)])];
      const urls = everyPort.flatMap((port) => [`http://127.0.0.1:${port}/`, `http://localhost:${port}/`]);
      expect(await attack(page, urls, { method: 'GET' })).toEqual([]);
      expect(await attack(page, urls, { method: 'POST', body: marker, headers: plain })).toEqual([]);
      await page.close();
    }
    expect(await traces(marker)).toEqual(before);
    expect((await new Person(undefined, 'analytics:read').get('/analytics/reports/1971-01-01')).status).toBe(
      404,
    );
  });

  test('whose name is made to resolve to this machine gets no answer of any part', async () => {
    for (const port of Object.values(parts)) {
      const page = await browser.newPage();
      // The browser shows its own page for an empty 403.
      const status = await page.goto(`http://evil.test:${port}/`).then(
        (answer) => answer?.status(),
        (error: Error) => (error.message.includes('ERR_HTTP_RESPONSE_CODE_FAILURE') ? 403 : error.message),
      );
      expect([403, 421]).toContain(status);
      await page.close();
    }
  });

  test('may follow a link to the console, and send clicks, which every origin may', async () => {
    const page = await browser.newPage();
    await page.goto(String(elsewhere[0]));
    const gateway = `http://127.0.0.1:${parts['gateway']}`;
    const clicks = JSON.stringify({ events: [{ sessionId: marker, path: '/', type: 'view' }] });
    const headers = { 'content-type': 'application/json' };
    expect(await attack(page, [`${gateway}/clicks`], { method: 'POST', body: clicks, headers })).toEqual([
      expect.stringContaining('"accepted":1'),
    ]);
    await page.evaluate(`location.href = '${gateway}/console'`);
    await page.getByText('Orderflow').first().waitFor();
    await page.close();
  });
});

test('every socket of the copy listens on this machine only', () => {
  expect(listeningSockets().filter(({ address }) => !/^127\./.test(address))).toEqual([]);
});

test('what no page may do, a program of this machine may: the attacks above are real', async () => {
  const parts = await portsOfCopy();
  const post = (part: string, path: string, init: RequestInit) =>
    fetch(`http://127.0.0.1:${parts[part]}${path}`, init);
  const control = `control-${randomUUID()}`;
  const created = await post('SQS and SNS', '/', {
    method: 'POST',
    headers: form,
    body: topic.replace(marker, control),
  });
  expect(created.status).toBe(200);
  const mailed = await post('gateway', '/v2/email/outbound-emails', {
    method: 'POST',
    body: mail.replaceAll(marker, control),
  });
  expect(mailed.status).toBe(200);
  expect((await mailbox()).some(({ subject }) => subject === control)).toBe(true);
  const put = await post('DynamoDB', '/', {
    method: 'POST',
    headers: { ...amz('DynamoDB_20120810.PutItem'), 'content-type': 'application/x-amz-json-1.0' },
    body: item.replace(marker, control),
  });
  expect(put.status).toBe(200);
  expect((await traces(control)).found.sort()).toEqual(['mail', 'table', 'topic']);
});
