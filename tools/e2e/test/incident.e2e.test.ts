import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { documented } from '@orderflow/docs/documented';
import { chromium, type Page } from 'playwright-core';
import { deployBroken } from '../src/badDeploy.ts';
import { eventually, Person, send } from '../src/index.ts';
import { ops } from '../src/ops.ts';
import { urlOf } from '../src/system.ts';

interface Status {
  alarms: { name: string; state: string }[];
  queues: { shortName: string; waiting: number; inFlight: number; delayed: number }[];
}
interface Day {
  date: string;
  orders: number;
  captured: Record<string, number>;
  refunded: Record<string, number>;
}
interface Line {
  level: string;
  message: string;
  fields: { error?: { message: string } };
}
interface Peeked {
  messageId: string;
  error?: string;
  correlationId: string;
}

const ALARM = 'orderflow-local-analytics-dlq-depth';
const sku = `INCIDENT-${randomUUID().slice(0, 8)}`;
const order = {
  currency: 'EUR',
  lines: [{ sku, quantity: 1, unitPrice: 100 }],
  payment: { method: 'pm_card_visa' },
};
/** Two events per order: the money is captured at shipment, and a part is refunded. */
const ORDERS = 15;
const EVENTS = 2 * ORDERS;

/** Saves what an operator sees, if ORDERFLOW_SHOTS names a folder. */
async function photograph(name: string, show = async (_: Page) => {}): Promise<void> {
  const dir = process.env['ORDERFLOW_SHOTS'];
  if (!dir || !existsSync('/usr/bin/chromium')) return;
  await mkdir(dir, { recursive: true });
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  const page = await browser.newPage({ viewport: { width: 1100, height: 760 } });
  await page.goto(urlOf('/console'));
  await page.locator('main').waitFor();
  await page.locator('.u-over').waitFor();
  await show(page);
  await page.screenshot({ path: join(dir, `${name}.png`) });
  await browser.close();
}

const today = async (analyst: Person) => {
  const date = new Date().toISOString().slice(0, 10);
  const { body } = await analyst.get<{ days: Day[] }>(`/analytics/daily?from=${date}&to=${date}`);
  const { orders = 0, captured, refunded } = body.days.find((one) => one.date === date) ?? {};
  return { orders, captured: captured?.['EUR'] ?? 0, refunded: refunded?.['EUR'] ?? 0 };
};

const status = () => ops<Status>(documented('pnpm ops status'));

const alarmsThatAreOn = ({ alarms }: Status) =>
  alarms.filter(({ state }) => state === 'ALARM').map(({ name }) => name);

/** The functions' metrics, as the console shows them. */
const measured = async () => {
  const answer = await fetch(urlOf('/console/api/business'));
  const figures = (await answer.json()) as { name: string; value: number }[];
  return figures.find(({ name }) => name === 'OrdersCreated')?.value ?? 0;
};

const dead = async () => {
  const { data } = await status();
  return data.queues.find(({ shortName }) => shortName === 'analytics-dlq')?.waiting;
};

/** Seconds without a message in any queue: longer than a stream and its batch windows delay one. */
const QUIET_SECONDS = 6;

/** Queues that do not affect the figures: dead letters, and erasures, which check again after minutes. */
const STANDS = /(dlq|failures)$|^erase-/;

/** Waits until nothing of earlier tests is in flight. */
async function quiet(): Promise<void> {
  const deadline = Date.now() + 300_000;
  for (let seconds = 0; seconds < QUIET_SECONDS; ) {
    const { queues } = (await status()).data;
    const moving = queues.filter(
      ({ shortName, waiting, inFlight, delayed }) =>
        !STANDS.test(shortName) && waiting + inFlight + delayed > 0,
    );
    seconds = moving.length === 0 ? seconds + 1 : 0;
    if (Date.now() > deadline) throw new Error(`still moving: ${moving.map(({ shortName }) => shortName)}`);
    await sleep(1_000);
  }
}

/** Places an order, waits until it is confirmed, and returns its path. */
async function bought(buyer: Person, n: number): Promise<string> {
  const key = `${buyer.sub}-${n}`;
  // A payment keeps the correlation id of its order.
  const headers = { 'idempotency-key': key, 'x-correlation-id': key };
  const { status, body } = await buyer.post<{ orderId: string }>('/orders', order, headers);
  expect(status).toBe(201);
  const path = `/orders/${body.orderId}`;
  await until(buyer, path, { status: 'CONFIRMED' });
  return path;
}

const until = (buyer: Person, path: string, part: object) =>
  eventually(async () => expect(await buyer.get(path)).toMatchObject({ body: part }), 90);

/** Ships an order, so that its money is captured, and refunds a part of it. */
async function shippedAndRefunded(clerk: Person, buyer: Person, path: string, n: number): Promise<void> {
  expect(await clerk.post(`${path}/ship`, { carrier: 'post' })).toMatchObject({ status: 200 });
  await until(buyer, path, { payment: { status: 'CAPTURED' } });
  const headers = { 'idempotency-key': `refund-${buyer.sub}-${n}` };
  expect(await clerk.post(`${path}/refunds`, { amount: 30 }, headers)).toMatchObject({ status: 201 });
  await until(buyer, path, { payment: { status: 'PARTIALLY_REFUNDED' } });
}

test('a bad deployment is noticed, understood, undone, and leaves nothing lost or counted twice', async () => {
  const ada = new Person();
  const analyst = new Person(undefined, 'analytics:read');
  expect((await send('GET', '/health')).status).toBe(200);
  const clerk = new Person('clerk', 'inventory:write fulfilment:write payments:write');
  await clerk.put(`/inventory/${sku}`, { available: 100 });
  // A function is built on its first call.
  await shippedAndRefunded(clerk, ada, await bought(ada, -1), -1);
  await quiet();
  const before = { ...(await today(analyst)), measured: await measured() };

  const undo = await eventually(() => deployBroken('orders', 'countOrders', ['ADD ', 'ADDD ']), 60);
  try {
    const numbers = Array.from({ length: ORDERS }, (_, n) => n);
    const paths = await Promise.all(numbers.map((n) => bought(ada, n)));
    await Promise.all(paths.map((path, n) => shippedAndRefunded(clerk, ada, path, n)));
    // An event of an import's end may also be dead: the same function counts it.
    await eventually(async () => expect(await dead()).toBeGreaterThanOrEqual(EVENTS), 120);

    await eventually(async () => {
      const { exitCode, data } = await status();
      expect(exitCode).toBe(1);
      expect(alarmsThatAreOn(data)).toContain(ALARM);
    });
    await photograph('1-alarm');
    await photograph('2-dead-letters', async (page) => {
      await page.getByRole('button', { name: /^analytics-dlq/ }).click();
      await page.locator('.message').first().waitFor();
    });

    const peeked = (await ops<Peeked[]>(documented('pnpm ops peek analytics-dlq'))).data;
    const message = peeked.find(({ correlationId }) => correlationId.startsWith(ada.sub));
    expect(message?.error).toContain('UpdateExpression');
    const names = { CORRELATION_ID: String(message?.correlationId) };
    const trace = (await ops<{ lines: Line[] }>(documented('pnpm ops trace CORRELATION_ID', names))).data
      .lines;
    expect(trace.map((line) => line.message)).toEqual(expect.arrayContaining(['request', 'message failed']));
    expect(trace.find(({ level }) => level === 'ERROR')?.fields.error?.message).toContain('UpdateExpression');
    await photograph('3-cause', async (page) => {
      await page.getByLabel('Correlation id').fill(String(message?.correlationId));
      await page.getByRole('button', { name: 'Trace', exact: true }).click();
      await page.locator('.line.bad').first().waitFor();
      await page.locator('#trace').scrollIntoViewIfNeeded();
    });
  } finally {
    await undo();
  }

  const all = Number(await dead());
  const plan = await ops<{ moved: string[] }>(
    documented('pnpm ops redrive analytics-dlq --filter payment.captured.v1 --dry-run'),
  );
  expect(plan.data.moved).toHaveLength(ORDERS);
  await ops(documented('pnpm ops redrive analytics-dlq --filter payment.captured.v1 --yes'));
  await eventually(async () => expect((await today(analyst)).captured - before.captured).toBe(100 * ORDERS));
  await photograph('4-first-half');

  await eventually(async () => expect(await dead()).toBe(all - ORDERS));
  await ops(documented('pnpm ops redrive analytics-dlq --yes'));
  await eventually(async () => expect((await today(analyst)).refunded - before.refunded).toBe(30 * ORDERS));
  expect((await today(analyst)).captured - before.captured).toBe(100 * ORDERS);
  expect((await today(analyst)).orders - before.orders).toBe(ORDERS);
  expect((await measured()) - before.measured).toBe(ORDERS);
  await eventually(async () => {
    const { exitCode, data } = await status();
    expect(alarmsThatAreOn(data)).not.toContain(ALARM);
    expect(exitCode).toBe(alarmsThatAreOn(data).length === 0 ? 0 : 1);
  }, 60);
  await photograph('5-all-quiet');
}, 660_000);
