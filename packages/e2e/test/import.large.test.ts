import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ImportState, residentMegabytes } from '../src/index.ts';

const DROP = resolve(__dirname, '../../local/src/cli/drop.ts');
const SAMPLE_MS = 500;

interface Run extends ImportState {
  seconds: number;
  exitCode: number | null;
  /** Largest resident set of the ingestion process while the import ran. */
  peakMegabytes: number;
}

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'orderflow-large-'));
});
afterAll(() => rm(dir, { recursive: true }));

/** About 100 bytes a row; every 100th row is bad, every 100th repeats the one before. */
async function csvFile(rows: number): Promise<string> {
  const path = join(dir, `${rows}.csv`);
  const file = createWriteStream(path);
  file.write('orderId,userId,sku,quantity,unitPrice,currency,note\n');
  for (let i = 0; i < rows; i++) {
    const id = i % 100 === 99 ? i - 1 : i;
    const quantity = i % 100 === 50 ? 0 : 1 + (id % 9);
    const line = `${rows}-${String(id).padStart(8, '0')},user-${id % 1000},SKU-${id % 500},${quantity},${100 + (id % 900)},EUR,"note ${id}, with a comma and some more text"\n`;
    if (!file.write(line)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
  return path;
}

async function drop(rows: number): Promise<Run> {
  const child = spawn(process.execPath, [DROP, '--json', await csvFile(rows)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let peakMegabytes = 0;
  const timer = setInterval(async () => {
    peakMegabytes = Math.max(peakMegabytes, await residentMegabytes('ingestion').catch(() => 0));
  }, SAMPLE_MS);
  const output = await text(child.stdout);
  clearInterval(timer);
  const exitCode = child.exitCode ?? (await new Promise<number | null>((exit) => child.once('exit', exit)));
  return { ...JSON.parse(output), exitCode, peakMegabytes };
}

function expectExact({ status, rows, exitCode }: Run, count: number) {
  const share = count / 100;
  expect({ status, rows, exitCode }).toEqual({
    status: 'COMPLETED',
    rows: { read: count, created: count - 2 * share, duplicate: share, rejected: share },
    exitCode: 1,
  });
}

test(
  'a million rows: exact, in flat memory and linear time',
  async () => {
    const report: object[] = [];
    const run = async (count: number) => {
      const result = await drop(count);
      const { seconds, peakMegabytes } = result;
      report.push({ rows: count, seconds, 'rows/s': Math.round(count / seconds), 'peak MB': peakMegabytes });
      expectExact(result, count);
      return result;
    };
    await run(1_000); // warms every function up
    const small = await run(10_000);
    const medium = await run(100_000);
    const large = await run(1_000_000);
    process.stderr.write(`${report.map((line) => JSON.stringify(line)).join('\n')}\n`);
    expect(large.peakMegabytes).toBeLessThanOrEqual(1.3 * small.peakMegabytes);
    expect(large.seconds).toBeLessThanOrEqual(10.5 * medium.seconds);
  },
  60 * 60_000,
);

test('the rejects file has every bad row of the last import', async () => {
  const path = await csvFile(1_000);
  const lines = (await readFile(path, 'utf8')).split('\n');
  const { rejectsUrl } = await drop(1_000);
  const rejects = (await (await fetch(String(rejectsUrl))).text()).trim().split('\n').slice(1);
  expect(rejects).toHaveLength(10);
  for (const reject of rejects) {
    const [, line, record] = /^(\d+),quantity,"[^"]*","(.*)"$/.exec(reject) ?? [];
    expect(record?.replaceAll('""', '"')).toBe(lines[Number(line) - 1]);
  }
}, 120_000);
