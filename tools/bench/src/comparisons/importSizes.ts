import { number } from '../report/format.ts';
import { atMost } from '../report/goals.ts';
import type { Report } from '../report/types.ts';
import { WHY } from './importNotes.ts';
import { CHUNK, type Env, importRun, type Measure, type Progress, ROW_BYTES } from './importRun.ts';

type Run = Record<Measure, number>;

/**
 * Checks what grows with the file: only the time, and linearly. A chunk is imported before and after the large file,
 * to show whether the machine became slower in between.
 *
 * @param name of the large file's size, for its goals
 */
export async function sizes(
  rows: number,
  name: string,
  env: Env,
  progress: Progress,
): Promise<Omit<Report, 'notes'>> {
  const run = async (count: number) => {
    progress(`${count} rows, ${Math.round((count * ROW_BYTES) / 1e6)} MB`);
    return importRun('pipeline', count, env);
  };
  const [before, large, after] = [await run(CHUNK), await run(rows), await run(CHUNK)];
  const one = (measure: Measure) => (before[measure] + after[measure]) / 2;
  const row = (count: number, { perSecond, cpu, peak }: Run) => [
    String(count),
    ...[perSecond, cpu, peak].map(number),
  ];
  return {
    tables: [
      {
        title: 'The size of the file, over the latency stand-in',
        columns: ['rows', 'rows/s', 'client CPU µs a row', 'peak RSS MB'],
        rows: [row(CHUNK, before), row(rows, large), row(CHUNK, after)],
      },
    ],
    goals: [
      atMost(`peak memory, ${name} to one`, large.peak / one('peak'), 1.25),
      atMost(`time a row, ${name} to one`, one('perSecond') / large.perSecond, 1.1, WHY.size),
    ],
  };
}
