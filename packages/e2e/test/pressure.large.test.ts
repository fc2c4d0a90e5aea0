import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { drop, eventually, expectedRows, killProcess, Person, writeOrdersCsv } from '../src/index.ts';

const ROWS = 200_000;
const REQUESTS = 300;
const KILLS = 10;

/** 95th percentile of GET /orders in milliseconds, one request at a time, ten a second. */
async function p95(person: Person): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < REQUESTS; i++) {
    const started = performance.now();
    expect((await person.get('/orders')).status).toBe(200);
    times.push(performance.now() - started);
    await sleep(100);
  }
  return times.sort((a, b) => a - b)[Math.floor(REQUESTS * 0.95)] as number;
}

test(
  'an import of 200,000 rows leaves the HTTP path alive and survives ten kills of its process',
  async () => {
    const dir = await mkdtemp(join(tmpdir(), 'orderflow-pressure-'));
    const path = join(dir, 'orders.csv');
    await writeOrdersCsv(path, ROWS, 'pressure');
    const reader = new Person('user-1');
    const analyst = new Person('analyst', 'analytics:read');
    await reader.get('/orders');
    const idle = await p95(reader);

    const importing = drop(path);
    await sleep(5_000);
    const busy = await p95(reader);
    process.stderr.write(
      `p95 of GET /orders: idle ${idle.toFixed(1)} ms, during the import ${busy.toFixed(1)} ms\n`,
    );
    for (let kill = 1; kill <= KILLS; kill++) {
      await sleep(2_000 + Math.random() * 8_000);
      await killProcess('ingestion');
    }
    const { status, rows, seconds } = await importing;
    process.stderr.write(`${ROWS} rows with ${KILLS} kills: ${seconds} s\n`);
    expect({ status, rows }).toEqual({ status: 'COMPLETED', rows: expectedRows(ROWS) });

    // Every created order was announced, decided and counted once.
    await eventually(async () => {
      const { body } = await analyst.get<{ days: { orders: number; rejected: number }[] }>(
        '/analytics/daily',
      );
      const { created } = expectedRows(ROWS);
      expect(body.days.at(-1)).toMatchObject({ orders: created, rejected: created });
    }, 600);
    await rm(dir, { recursive: true });
    expect(busy).toBeLessThanOrEqual(3 * idle);
  },
  60 * 60_000,
);
