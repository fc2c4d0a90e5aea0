import { parseArgs } from 'node:util';
import { comparisons } from '../comparisons/index.ts';
import type { Goal } from '../report/types.ts';
import { runAlone } from './runAlone.ts';
import { runHere } from './runHere.ts';

const USAGE = `pnpm bench [NAME...] [--json] [--write]

Runs comparisons one after another, each in a process of its own, and prints their tables.
  --json    print one object with the goals
  --write   regenerate their sections of docs/numbers.md, and the goals at its head; other sections stay

${comparisons.map(({ name, title, minutes }) => `  ${name.padEnd(12)}${title}${minutes ? ' (only when named)' : ''}`).join('\n')}
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

async function main(): Promise<number> {
  const unknown = positionals.find((name) => !comparisons.some((one) => one.name === name));
  if (values.help || unknown) {
    if (unknown) process.stderr.write(`There is no comparison "${unknown}".\n\n`);
    (unknown ? process.stderr : process.stdout).write(USAGE);
    return unknown ? 2 : 0;
  }
  const wanted = comparisons.filter(({ name, minutes }) =>
    positionals.length === 0 ? !minutes : positionals.includes(name),
  );
  const run = wanted.length === 1 ? runHere : runAlone;
  const goals: Goal[] = [];
  let failed = 0;
  for (const comparison of wanted) {
    try {
      goals.push(...(await run(comparison, values)));
    } catch (error) {
      failed++;
      process.stderr.write(`${comparison.name} failed: ${error instanceof Error ? error.message : error}\n`);
    }
  }
  if (values.json) process.stdout.write(`${JSON.stringify({ goals })}\n`);
  return failed === 0 ? 0 : 1;
}

process.exitCode = await main();
// Measured libraries may keep connections open.
process.exit();
