import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { drop, eventually, expectedRows, killProcess, Person, writeOrdersCsv } from '../src/index.ts';

const ROWS = 200_000;
/** Warms up what will be measured: code that the JIT compiler has not optimized yet is not typical. */
const WARM_UP_ROWS = 10_000;
const REQUESTS = 300;
const KILLS = 10;

const ORDERS = 60;
const SKU = 'PRESSURE';

/** 95th percentile of GET /orders in milliseconds, one request at a time, ten a second. */
async function p95(person: Person): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < REQUESTS; i++) {
    const started = performance.now();
    expect((await person.get('/orders')).status).toBe(200);
    times.push(performance.now() - started);
    await sleep(100);
  }
  return percentile95(times);
}

const percentile95 = (values: number[]): number =>
  values.sort((a, b) => a - b)[Math.floor(values.length * 0.95)] as number;

/** 95th percentile of the milliseconds from POST /orders to CONFIRMED, one order at a time. */
async function decided(person: Person): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < ORDERS; i++) {
    const started = performance.now();
    const lines = [{ sku: SKU, quantity: 1, unitPrice: 5 }];
    const { body } = await person.placeOrder({ currency: 'EUR', lines });
    await eventually(async () => {
      const order = await person.get<{ status: string }>(`/orders/${body.orderId}`);
      expect(order.body.status).toBe('CONFIRMED');
    }, 60);
    times.push(performance.now() - started);
  }
  return percentile95(times);
}

test(
  'nobody waits for an import of 200,000 rows, which survives ten kills of its process',
  async () => {
    const dir = await mkdtemp(join(tmpdir(), 'orderflow-pressure-'));
    const [warmUp, path] = [join(dir, 'warm-up.csv'), join(dir, 'orders.csv')];
    await writeOrdersCsv(warmUp, WARM_UP_ROWS, 'warm-up');
    await writeOrdersCsv(path, ROWS, 'pressure');
    const reader = new Person('user-1');
    const analyst = new Person('analyst', 'analytics:read inventory:write');
    await analyst.put(`/inventory/${SKU}`, { available: 1_000 });
    let placed = 0;
    /** Waits until every created order was announced, decided and counted once. */
    const settled = (created: number) =>
      eventually(async () => {
        const { body } = await analyst.get<{ days: { orders: number; rejected: number }[] }>(
          '/analytics/daily',
        );
        const sum = (name: 'orders' | 'rejected') => body.days.reduce((all, day) => all + day[name], 0);
        expect([sum('orders') - placed, sum('rejected')]).toEqual([created, created]);
      }, 600);
    await drop(warmUp);
    await settled(expectedRows(WARM_UP_ROWS).created);
    const idle = await p95(reader);

    const importing = drop(path);
    await sleep(5_000);
    const busy = await p95(reader);
    process.stderr.write(
      `p95 of GET /orders: idle ${idle.toFixed(1)} ms, during the import ${busy.toFixed(1)} ms\n`,
    );
    const waited = await decided(reader);
    placed = ORDERS;
    process.stderr.write(`p95 from POST /orders to CONFIRMED meanwhile: ${waited.toFixed(0)} ms\n`);
    for (let kill = 1; kill <= KILLS; kill++) {
      await sleep(2_000 + Math.random() * 8_000);
      await killProcess('ingestion');
    }
    const { status, rows, seconds } = await importing;
    process.stderr.write(`${ROWS} rows with ${KILLS} kills: ${seconds} s\n`);
    expect({ status, rows }).toEqual({ status: 'COMPLETED', rows: expectedRows(ROWS) });

    await settled(expectedRows(WARM_UP_ROWS).created + expectedRows(ROWS).created);
    await rm(dir, { recursive: true });
    expect(busy).toBeLessThanOrEqual(3 * idle);
    expect(waited).toBeLessThanOrEqual(3_000);
  },
  60 * 60_000,
);
