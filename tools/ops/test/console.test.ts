import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Stage } from '../src/stage/types.ts';
import { FakeQueues, fakeStage } from '../src/testing.ts';
import { consoleOf, firstLoad, inBrowser } from './pages.ts';

const line = {
  time: '2026-11-21T08:00:00.000Z',
  source: 'orders',
  level: 'ERROR',
  message: 'message failed',
  correlationId: 'trace-me',
  fields: {
    queue: 'orderflow-local-inventory',
    error: { name: 'TypeError', message: 'stock is not iterable' },
  },
};
const alarm = {
  name: 'orderflow-local-inventory-dlq-depth',
  state: 'ALARM' as const,
  reason: 'Maximum of ApproximateNumberOfMessagesVisible: 12',
  description: 'Orders could not be reserved. Runbook: docs/runbook.md#inventory-dlq',
  since: '2026-11-21T08:00:00.000Z',
};

const order = {
  pk: 'order-1',
  status: 'SHIPPED',
  createdAt: '2026-11-21T08:00:00.000Z',
  history: [
    { status: 'RESERVED', at: '2026-11-21T08:00:00.400Z' },
    { status: 'CONFIRMED', at: '2026-11-21T08:00:02.000Z' },
    { status: 'SHIPPED', at: '2026-11-22T09:30:00.000Z' },
  ],
};
const payment = {
  status: 'AUTHORIZED',
  goal: 'CAPTURED',
  currency: 'EUR',
  amount: 700,
  captured: 0,
  refunded: 0,
  createdAt: '2026-11-21T08:00:00.400Z',
  authorizedAt: '2026-11-21T08:00:01.800Z',
  refunds: [],
};

let server: Awaited<ReturnType<typeof consoleOf>>;
let url: string;
const queues = new FakeQueues();
beforeAll(async () => {
  queues.put(
    'orderflow-local-inventory-dlq',
    ...Array.from({ length: 12 }, (_, n) =>
      JSON.stringify({ type: 'order.created.v1', n, correlationid: 'trace-me' }),
    ),
  );
  queues.put('orderflow-local-analytics-dlq', '<img src=x onerror=alert(1)>');
  const sources: Partial<Stage['sources']> = {
    alarms: async () => [alarm],
    findLines: async () => [line],
    activity: async () => ({ 'local-orderflow-orders': { perMinute: 7, errors: 0 } }),
    notices: async () => [
      {
        text: 'orderflow-orders-local-countOrders takes nothing: its event source mapping is off',
        remedy: 'aws lambda update-event-source-mapping --uuid a-1 --enabled',
        stopped: 'orderflow-orders-local-countOrders',
      },
    ],
    business: async () => [{ name: 'Revenue', by: 'EUR', unit: 'None', statistic: 'Sum', value: 123_450 }],
  };
  const stage = fakeStage(queues, sources);
  const KeySchema = [{ AttributeName: 'pk', KeyType: 'HASH' }];
  const [base] = stage.stacks;
  const orders = base?.resources.find(({ logicalId }) => logicalId === 'Orders');
  Object.assign(orders?.properties ?? {}, { KeySchema });
  base?.resources.push({
    logicalId: 'Payments',
    type: 'AWS::DynamoDB::Table',
    properties: { TableName: 'orderflow-local-payments', KeySchema },
  });
  const documents = {
    send: async ({ input }: { input: { TableName: string; ExpressionAttributeValues: object } }) => ({
      Items: Object.values(input.ExpressionAttributeValues).includes(order.pk)
        ? [input.TableName.endsWith('orders') ? order : payment]
        : [],
    }),
  };
  Object.assign(stage.clients, { documents });
  server = await consoleOf(stage);
  url = `${server.origin}/console`;
});
afterAll(() => server.close());

test('the first load is under 200 kB gzip and asks for nothing from elsewhere', async () => {
  const { bytes, html } = await firstLoad(url, `${url}/app.js`, `${url}/app.css`);
  expect(bytes).toBeLessThan(200 * 1024);
  expect(html).not.toMatch(/(src|href)="http/);
});

test('a page elsewhere can neither look into a queue nor redrive', async () => {
  const body = JSON.stringify({ queue: 'inventory-dlq' });
  const post = (headers: Record<string, string>) =>
    fetch(`${url}/api/redrive`, { method: 'POST', headers, body });
  expect((await post({ 'content-type': 'application/json', origin: 'http://evil.example' })).status).toBe(
    403,
  );
  expect((await post({ 'content-type': 'text/plain', origin: new URL(url).origin })).status).toBe(403);
  // A link from another site is a GET request, and peeking costs a message a delivery.
  expect((await fetch(`${url}/api/peek?queue=inventory-dlq`)).status).toBe(404);
  const peeked = await fetch(`${url}/api/peek`, {
    method: 'POST',
    headers: { origin: 'http://evil.example' },
    body,
  });
  expect(peeked.status).toBe(403);
  expect(queues.received).toBe(0);
  expect(queues.bodies('orderflow-local-inventory-dlq')).toHaveLength(12);
});

inBrowser((newPage) => {
  const open = async (width: number, colorScheme: 'light' | 'dark'): Promise<Page> => {
    const page = await newPage({ viewport: { width, height: 800 }, colorScheme });
    await page.goto(url);
    await page.getByText('1 alarm', { exact: true }).waitFor();
    return page;
  };

  test.each([
    [1280, 'light'],
    [1280, 'dark'],
    [390, 'light'],
    [390, 'dark'],
  ] as const)('at %i pixels, %s, nothing is wider than the page', async (width, scheme) => {
    const page = await open(width, scheme);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await page.close();
  });

  test('with the keyboard alone: from the DLQ through a dry run to the queue, live', async () => {
    const page = await open(1280, 'light');
    await page.getByRole('button', { name: /^inventory-dlq/ }).press('Enter');
    await page.getByText('TypeError: stock is not iterable').first().waitFor();
    await page.getByRole('checkbox').first().press('Space');
    await page.getByRole('button', { name: 'Dry run: redrive 1 chosen' }).press('Enter');
    await page.getByRole('button', { name: 'Send 1 to orderflow-local-inventory' }).press('Enter');
    await page.getByText('1 messages moved.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'inventory-dlq 11' }).waitFor();
    expect(queues.bodies('orderflow-local-inventory')).toHaveLength(1);
    await page.close();
  });

  test('shows what goes on: requests through the edge to an API, and revenue as money', async () => {
    const page = await open(1280, 'light');
    await page.getByRole('button', { name: /^edge CloudFront 7\/min/ }).waitFor();
    await page.getByRole('button', { name: /^orders HTTP API 7\/min/ }).waitFor();
    await page.getByText('€1,234.50').waitFor();
    await page.getByRole('button', { name: 'List', exact: true }).press('Enter');
    await page.getByRole('listitem').filter({ hasText: 'HTTP API' }).getByText('7/min').waitFor();
    await page.close();
  });

  test('messages move along what has just run, but for people who want no motion', async () => {
    const page = await open(1280, 'light');
    const animations = () =>
      page
        .locator('.moving')
        .first()
        .evaluate((line) => line.getAnimations().length);
    await page.locator('.moving').first().waitFor({ state: 'attached' });
    expect(await animations()).toBe(1);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await animations()).toBe(0);
    await page.close();
  });

  test('the map is one stop of the keyboard; arrows go from part to part, Enter opens one', async () => {
    const page = await open(1280, 'light');
    const parts = page.locator('[data-part]');
    await parts.first().waitFor();
    expect(await parts.and(page.locator('[tabindex="0"]')).count()).toBe(1);
    await page.locator('[data-part="queue orderflow-local-inventory"]').focus();
    await page.keyboard.press('ArrowDown');
    expect(await page.locator(':focus').getAttribute('title')).toBe('reserveStock');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'reserveStock' }).waitFor();
    await page.getByText('TypeError: stock is not iterable').waitFor();
    await page.getByRole('button', { name: 'inventory', exact: true }).press('Enter');
    await page.getByRole('heading', { name: 'inventory queue' }).waitFor();
    await page.close();
  });

  test('a function that somebody has paused says so, and how it runs again', async () => {
    const page = await open(1280, 'light');
    await page.getByText(/dead letters, 1 paused$/).waitFor();
    await page.getByRole('button', { name: 'countOrders paused' }).press('Enter');
    await page.getByText('aws lambda update-event-source-mapping').waitFor();
    await page.close();
  });

  test('what a message says stays text', async () => {
    const page = await open(1280, 'light');
    await page.getByRole('button', { name: /^analytics-dlq/ }).press('Enter');
    await page.getByText('<img src=x onerror=alert(1)>').waitFor();
    expect(await page.locator('dialog img').count()).toBe(0);
    await page.close();
  });

  test('an alarm opens its section of the runbook', async () => {
    const page = await open(390, 'dark');
    await page.getByText('Runbook: inventory-dlq').press('Enter');
    await page.getByText('stay PENDING').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await page.close();
  });

  test('a correlation id leads to its log lines', async () => {
    const page = await open(390, 'light');
    await page.getByLabel('Correlation id').fill('trace-me');
    await page.getByRole('button', { name: 'Trace' }).first().press('Enter');
    await page.getByText('message failed').waitFor();
    await page.close();
  });

  test.each([
    [1280, 'light'],
    [1280, 'dark'],
    [390, 'light'],
    [390, 'dark'],
  ] as const)('at %i pixels, %s, an order shows its way and that of its payment', async (width, scheme) => {
    const page = await open(width, scheme);
    await page.getByLabel('Correlation id').fill('order-1');
    await page.getByRole('button', { name: 'Trace' }).first().press('Enter');
    const picture = page.getByRole('figure', { name: 'The way of order order-1' });
    await picture.waitFor();
    const way = (name: string) => picture.getByRole('list', { name }).locator('.step').allInnerTexts();
    const texts = async (name: string) => (await way(name)).map((text) => text.replace(/\s+/g, ' '));
    expect((await texts('Order')).slice(1)).toEqual([
      'RESERVED +0.4 s',
      'CONFIRMED +2 s',
      'SHIPPED +25 h',
      'DELIVERED or RETURNED',
    ]);
    expect((await texts('Payment')).slice(1)).toEqual(['AUTHORIZED +1.4 s', 'CAPTURED']);
    await picture.getByText('€0.00 taken of €7.00').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    if (process.env['SHOTS'])
      await picture.screenshot({ path: `${process.env['SHOTS']}/saga-${width}-${scheme}.png` });
    await page.close();
  });
});
