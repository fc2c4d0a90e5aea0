import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  drop,
  expectedRows,
  Person,
  residentMegabytes,
  writeForeignCsv,
  writeOrdersCsv,
} from '../src/index.ts';

/** ORDERFLOW_ROWS sets fewer rows for a quick check: a multiple of 300. */
const ROWS = Number(process.env['ORDERFLOW_ROWS'] ?? 1_000_200);
const SMALL = Math.min(ROWS, 9_000);
/** Rows in our own format, whose rate does not depend on the number of rows (import.large.test.ts). */
const OWN = Math.min(ROWS, 99_900);
const SAMPLE_MS = 500;

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'orderflow-foreign-'));
});
afterAll(() => rm(dir, { recursive: true }));

/** Imports a file with this number of rows, and measures the peak resident set of the ingestion process. */
async function measured(name: string, count: number, write: typeof writeForeignCsv) {
  const path = join(dir, `${name}.csv`);
  await write(path, count, name);
  let peakMegabytes = 0;
  const timer = setInterval(async () => {
    peakMegabytes = Math.max(peakMegabytes, await residentMegabytes('ingestion').catch(() => 0));
  }, SAMPLE_MS);
  const { status, rows, understood, seconds } = await drop(path, '--yes').finally(() => clearInterval(timer));
  await rm(path);
  expect({ status, rows }).toEqual({ status: 'COMPLETED', rows: expectedRows(count) });
  process.stderr.write(
    `${name}: ${count} rows, ${Math.round(count / seconds)} rows/s, at most ${peakMegabytes} MB resident\n`,
  );
  return { perSecond: count / seconds, peakMegabytes, understood };
}

test(
  'a million rows as a spreadsheet saves them: exact, in flat memory, at no less than 0.8 of the usual rate',
  async () => {
    await measured('warm-up', 1_200, writeForeignCsv);
    const small = await measured('small', SMALL, writeForeignCsv);
    const own = await measured('own', OWN, writeOrdersCsv);
    const large = await measured('large', ROWS, writeForeignCsv);
    expect(large.understood).toMatchObject({ encoding: 'windows-1252', delimiter: ';', decimal: ',' });
    // The first and the last order: three lines, exact to the cent, every character intact.
    for (const id of [0, ROWS / 3 - 2]) {
      const orderId = `large-${String(id).padStart(8, '0')}`;
      const { body } = await new Person(`large-${id % 1000}`).get(`/orders/${orderId}`);
      expect(body).toMatchObject({
        lines: [{ unitPrice: 100 }, { unitPrice: 250 }, { unitPrice: 123_456 }],
        total: 2 * 123_806,
        note: `für später; "${id}"`,
      });
    }
    expect(large.peakMegabytes).toBeLessThanOrEqual(1.3 * small.peakMegabytes);
    expect(large.perSecond).toBeGreaterThanOrEqual(0.8 * own.perSecond);
  },
  6 * 60 * 60_000,
);
