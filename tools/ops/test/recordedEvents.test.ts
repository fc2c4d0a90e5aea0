import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { chromium } from 'playwright-core';
import type { Events } from '../src/console/extras.ts';
import { createConsole } from '../src/console/handler.ts';
import { FakeQueues, fakeStage } from '../src/testing.ts';

const executablePath = '/usr/bin/chromium';
const FUNCTION = 'orderflow-orders-local-reserveStock';
const ID = `${FUNCTION}/20261129T080000.000Z-failed.json`;

let asked: string[];
const events: Events = {
  functionNames: [FUNCTION],
  list: async () => [{ id: ID, functionName: FUNCTION, at: '2026-11-29T08:00:00.000Z', ending: 'failed' }],
  read: async (id) => ({ Records: [], id }),
  record: async (name) => void asked.push(`record ${name}`),
  replay: async (id) => {
    asked.push(`replay ${id}`);
    return {
      status: 'failed',
      reason: 'TypeError: stock is not iterable',
      payload: { errorType: 'TypeError' },
    };
  },
};

let server: Server;
let url: string;
beforeAll(async () => {
  const sources = {
    alarms: async () => [],
    findLines: async () => [],
    activity: async () => ({}),
    notices: async () => [],
    business: async () => [],
  };
  const handle = createConsole(fakeStage(new FakeQueues(), sources), { events });
  server = createServer((request, response) => void handle(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/console`;
});
beforeEach(() => {
  asked = [];
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const post = (path: string, headers: Record<string, string>) =>
  fetch(`${url}/api/${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ id: ID, functionName: FUNCTION }),
  });

test.each(['replay', 'record'])('only the console itself may %s', async (path) => {
  const json = { 'content-type': 'application/json' };
  for (const headers of [json, { ...json, origin: 'http://evil.example' }, { origin: new URL(url).origin }]) {
    expect((await post(path, headers)).status).toBe(403);
  }
  expect(asked).toEqual([]);
  expect((await post(path, { ...json, origin: new URL(url).origin })).status).toBe(200);
  expect(asked).toHaveLength(1);
});

(existsSync(executablePath) ? test : test.skip)('an event is recorded, looked at and run again', async () => {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: { width: 390, height: 800 } });
    await page.goto(url);
    await page.getByRole('button', { name: 'Record the next five' }).press('Enter');
    await page.getByText(`The next five events of ${FUNCTION} are recorded.`).waitFor();
    await page.locator('summary').filter({ hasText: FUNCTION }).press('Enter');
    await page.getByText('"Records": []').waitFor();
    await page.getByRole('button', { name: 'Replay' }).press('Enter');
    await page.getByText('failed: TypeError: stock is not iterable').waitFor();
    expect(asked).toEqual([`record ${FUNCTION}`, `replay ${ID}`]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  } finally {
    await browser.close();
  }
});
