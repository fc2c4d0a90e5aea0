/**
 * Measures planFile once, or a bare read of the same stream, and prints a line of JSON. `pnpm bench planner` runs them
 * in turns. `planner.ts write FILE MB`, `planner.ts read|plan FILE`
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { planFile } from '../src/csv/plan/planFile.ts';
import { RECORD_LIMITS } from '../src/csv/recordLimits.ts';
import { writeFile } from './rows.ts';

const [kind = '', path = '', megabytes] = process.argv.slice(2);
const limits = { chunkBytes: 8 * 1024 * 1024, chunkRecords: 50_000, ...RECORD_LIMITS };

async function bare(source: AsyncIterable<Buffer>): Promise<number> {
  let bytes = 0;
  for await (const buffer of source) bytes += buffer.length;
  return bytes;
}

async function measured(run: (source: AsyncIterable<Buffer>) => Promise<unknown>) {
  const { size } = await stat(path);
  const [wall, cpu] = [performance.now(), process.cpuUsage()];
  await run(createReadStream(path));
  const elapsed = performance.now() - wall;
  const { user, system } = process.cpuUsage(cpu);
  return {
    perSecond: size / elapsed / 1e3,
    perCpu: size / (user + system),
    peak: process.resourceUsage().maxRSS / 1e3,
  };
}

const result =
  kind === 'write'
    ? { rows: await writeFile(path, 'bench', { bytes: Number(megabytes) * 1e6 }) }
    : await measured(kind === 'plan' ? (source) => planFile(source, limits) : bare);
process.stdout.write(`${JSON.stringify(result)}\n`);
