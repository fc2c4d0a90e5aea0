import { cpus, loadavg, totalmem } from 'node:os';
import { writeSection } from '../report/document.ts';
import { section } from '../report/markdown.ts';
import { writeOverview } from '../report/overview.ts';
import type { Comparison, Goal } from '../report/types.ts';

export interface Options {
  /** Print no tables. */
  json: boolean;
  /** Regenerate the comparison's section and the overview. */
  write: boolean;
}

const progress = (line: string) => process.stderr.write(`${line}\n`);
const gigabytes = (totalmem() / 2 ** 30).toFixed(0);
const machine = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${gigabytes} GiB, Node ${process.version}`;
/** Time and machine, with the load average of the minute before, which shows other work on the machine. */
const taken = () => {
  const now = new Date().toISOString().slice(0, 16).replace('T', ' ');
  return `${now} UTC · ${machine}, load ${(loadavg()[0] ?? 0).toFixed(1)} before`;
};

/** Runs a comparison in this process. @returns its goals, with names that include the comparison's */
export async function runHere(comparison: Comparison, { json, write }: Options): Promise<Goal[]> {
  progress(`${comparison.name}: ${comparison.title}`);
  const when = taken();
  const report = await comparison.run((line) => progress(`  ${line}`));
  const text = section(comparison, report, when);
  if (write) {
    writeSection(comparison.name, text, comparison.page);
    writeOverview();
  }
  if (!json) process.stdout.write(`${text}\n`);
  return report.goals.map((goal) => ({ ...goal, name: `${comparison.name}: ${goal.name}` }));
}
