import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { comparisons } from '../comparisons/index.ts';
import { writeSection } from '../report/document.ts';
import { section } from '../report/markdown.ts';
import type { Goal } from '../report/types.ts';

const USAGE = `pnpm bench [NAME...] [--json] [--write]

Runs comparisons one after another and prints their tables.
  --json    print one object with the goals
  --write   regenerate their sections of docs/numbers.md

${comparisons.map(({ name, title }) => `  ${name.padEnd(12)}${title}`).join('\n')}
`;

const progress = (line: string) => process.stderr.write(`${line}\n`);
const gigabytes = (totalmem() / 2 ** 30).toFixed(0);
const machine = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${gigabytes} GiB, Node ${process.version}`;
const taken = () => `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC · ${machine}`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

async function main(): Promise<void> {
  const unknown = positionals.find((name) => !comparisons.some((one) => one.name === name));
  if (values.help || unknown) {
    process.stderr.write(unknown ? `There is no comparison "${unknown}".\n\n${USAGE}` : USAGE);
    process.exitCode = unknown ? 2 : 0;
    return;
  }
  const goals: Goal[] = [];
  for (const comparison of comparisons) {
    if (positionals.length > 0 && !positionals.includes(comparison.name)) continue;
    progress(`${comparison.name}: ${comparison.title}`);
    try {
      const report = await comparison.run((line) => progress(`  ${line}`));
      goals.push(...report.goals.map((goal) => ({ ...goal, name: `${comparison.name}: ${goal.name}` })));
      const text = section(comparison, report, taken());
      if (values.write) writeSection(comparison.name, text);
      if (!values.json) process.stdout.write(`${text}\n`);
    } catch (error) {
      progress(`${comparison.name} failed: ${error instanceof Error ? error.message : error}`);
      process.exitCode = 1;
    }
  }
  if (values.json) process.stdout.write(`${JSON.stringify({ goals })}\n`);
}

await main();
// Libraries that are measured may keep connections open.
process.exit();
