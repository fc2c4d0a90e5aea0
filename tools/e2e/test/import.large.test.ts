import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { drop, expectedRows, residentMegabytes, writeOrdersCsv } from '../src/index.ts';

const SAMPLE_MS = 500;

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'orderflow-large-'));
});
afterAll(() => rm(dir, { recursive: true }));

async function file(rows: number): Promise<string> {
  const path = join(dir, `${rows}.csv`);
  await writeOrdersCsv(path, rows, `large-${rows}`);
  return path;
}

/** Imports a file with this number of rows, and measures the peak resident set of the ingestion process. */
async function measured(count: number) {
  let peakMegabytes = 0;
  const timer = setInterval(async () => {
    peakMegabytes = Math.max(peakMegabytes, await residentMegabytes('ingestion').catch(() => 0));
  }, SAMPLE_MS);
  const { status, rows, exitCode, seconds } = await drop(await file(count));
  clearInterval(timer);
  expect({ status, rows, exitCode }).toEqual({ status: 'COMPLETED', rows: expectedRows(count), exitCode: 1 });
  process.stderr.write(
    `${count} rows: ${seconds} s, ${Math.round(count / seconds)} rows/s, at most ${peakMegabytes} MB resident\n`,
  );
  return { seconds, peakMegabytes };
}

test(
  'a million rows: exact, in flat memory and linear time',
  async () => {
    await measured(1_000); // warms every function up
    const small = await measured(10_000);
    const medium = await measured(100_000);
    const large = await measured(1_000_000);
    expect(large.peakMegabytes).toBeLessThanOrEqual(1.3 * small.peakMegabytes);
    expect(large.seconds).toBeLessThanOrEqual(10.5 * medium.seconds);
  },
  2 * 60 * 60_000,
);

test('the rejects file has every bad row, with its line and its text', async () => {
  const path = join(dir, 'rejects.csv');
  await writeOrdersCsv(path, 1_000, 'rejects');
  const lines = (await readFile(path, 'utf8')).split('\n');
  const { rejectsUrl } = await drop(path);
  const rejects = (await (await fetch(String(rejectsUrl))).text()).trim().split('\n').slice(1);
  expect(rejects).toHaveLength(10);
  for (const reject of rejects) {
    const [, line, record] = /^(\d+),quantity,"[^"]*","(.*)"$/.exec(reject) ?? [];
    expect(record?.replaceAll('""', '"')).toBe(lines[Number(line) - 1]);
  }
}, 120_000);
