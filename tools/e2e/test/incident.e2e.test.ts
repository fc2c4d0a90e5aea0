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
const lines = [{ sku: 'INCIDENT', quantity: 1, unitPrice: 100 }];
/** Two events an order: created, and rejected because nobody stocks this. */
const ORDERS = 15;
const EVENTS = 2 * ORDERS;

/** Keeps what an operator sees, when ORDERFLOW_SHOTS names a folder for it. */
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
  const { body } = await analyst.get<{ days: { date: string; orders: number; rejected: number }[] }>(
    `/analytics/daily?from=${date}&to=${date}`,
  );
  return body.days.find((one) => one.date === date) ?? { orders: 0, rejected: 0 };
};

const status = () => ops<Status>(documented('pnpm ops status'));

const alarmsThatAreOn = ({ alarms }: Status) =>
  alarms.filter(({ state }) => state === 'ALARM').map(({ name }) => name);

/** What the functions have measured, as the console shows it. */
const measured = async () => {
  const answer = await fetch(urlOf('/console/api/business'));
  const figures = (await answer.json()) as { name: string; value: number }[];
  return figures.find(({ name }) => name === 'OrdersCreated')?.value ?? 0;
};

const dead = async () => {
  const { data } = await status();
  return data.queues.find(({ shortName }) => shortName === 'analytics-dlq')?.waiting;
};

/** Seconds without a message anywhere: more than a stream and the batch windows behind it keep one back. */
const QUIET_SECONDS = 6;

/** Not on the way to anybody's figures: what is dead, and erasures, which look again after minutes. */
const STANDS = /(dlq|failures)$|^erase-/;

/** Waits until nothing of earlier tests is on its way any more. */
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

test('a bad deployment is noticed, understood, undone, and leaves nothing lost or counted twice', async () => {
  const ada = new Person();
  const analyst = new Person(undefined, 'analytics:read');
  expect((await send('GET', '/health')).status).toBe(200);
  // A function is built when it is first called.
  expect((await ada.placeOrder({ currency: 'EUR', lines })).status).toBe(201);
  await quiet();
  const before = { ...(await today(analyst)), measured: await measured() };

  const undo = await eventually(() => deployBroken('orders', 'countOrders', ['ADD ', 'ADDD ']), 60);
  try {
    const placed = await Promise.all(
      Array.from({ length: ORDERS }, (_, n) =>
        ada.post(
          '/orders',
          { currency: 'EUR', lines },
          { 'idempotency-key': `${ada.sub}-${n}`, 'x-correlation-id': `${ada.sub}-${n}` },
        ),
      ),
    );
    expect(placed.map(({ status }) => status)).toEqual(placed.map(() => 201));
    // An import's end may be among the dead, too: it is counted by the same function.
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
    documented('pnpm ops redrive analytics-dlq --filter order.created.v1 --dry-run'),
  );
  expect(plan.data.moved).toHaveLength(ORDERS);
  await ops(documented('pnpm ops redrive analytics-dlq --filter order.created.v1 --yes'));
  await eventually(async () => expect((await today(analyst)).orders - before.orders).toBe(ORDERS));
  await photograph('4-first-half');

  await eventually(async () => expect(await dead()).toBe(all - ORDERS));
  await ops(documented('pnpm ops redrive analytics-dlq --yes'));
  await eventually(async () => expect((await today(analyst)).rejected - before.rejected).toBe(ORDERS));
  expect((await today(analyst)).orders - before.orders).toBe(ORDERS);
  expect((await measured()) - before.measured).toBe(ORDERS);
  await eventually(async () => {
    const { exitCode, data } = await status();
    expect(alarmsThatAreOn(data)).not.toContain(ALARM);
    expect(exitCode).toBe(alarmsThatAreOn(data).length === 0 ? 0 : 1);
  }, 60);
  await photograph('5-all-quiet');
}, 660_000);
