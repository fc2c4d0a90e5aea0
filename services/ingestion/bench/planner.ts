/**
 * How fast the planner goes through a file, beside a bare read of the same stream in the same run, and how much memory
 * it takes for a file ten times as large. `node services/ingestion/bench/planner.ts [MB]`
 */
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MAX_RECORD_BYTES, planFile } from '../src/csv/planner.ts';
import { writeFile } from './rows.ts';

const megabytes = Number(process.argv[2] ?? 200);
const dir = await mkdtemp(join(tmpdir(), 'orderflow-planner-'));
const limits = { chunkBytes: 8 * 1024 * 1024, chunkRecords: 50_000, maxRecordBytes: MAX_RECORD_BYTES };

async function measured(path: string, run: (source: AsyncIterable<Buffer>) => Promise<unknown>) {
  const { size } = await stat(path);
  const [wall, cpu] = [performance.now(), process.cpuUsage()];
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 5);
  await run(createReadStream(path));
  clearInterval(timer);
  const { user, system } = process.cpuUsage(cpu);
  return {
    perSecond: size / (performance.now() - wall) / 1e3,
    perCpu: size / (user + system),
    peak: peak / 1e6,
  };
}

async function bare(source: AsyncIterable<Buffer>): Promise<number> {
  let bytes = 0;
  for await (const buffer of source) bytes += buffer.length;
  return bytes;
}

const rounded = (value: number) => value.toFixed(0).padStart(6);
try {
  for (const size of [megabytes / 10, megabytes]) {
    const path = join(dir, 'file.csv');
    await writeFile(path, size * 1e6);
    const ratios: number[] = [];
    for (let round = 0; round < 5; round++) {
      const read = await measured(path, bare);
      const planned = await measured(path, (source) => planFile(source, limits));
      ratios.push(planned.perSecond / read.perSecond);
      process.stdout.write(
        `${size} MB: read ${rounded(read.perSecond)} MB/s, plan ${rounded(planned.perSecond)} MB/s` +
          ` (${rounded(read.perCpu)} and ${rounded(planned.perCpu)} MB per CPU second), peak ${rounded(planned.peak)} MB\n`,
      );
    }
    const median = ratios.toSorted((a, b) => a - b)[2] ?? 0;
    process.stdout.write(`${size} MB: plan at ${median.toFixed(2)} of a bare read\n`);
  }
} finally {
  await rm(dir, { recursive: true });
}
