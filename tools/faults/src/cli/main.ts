import { parseArgs } from 'node:util';
import { table } from '@orderflow/ops/cli/table';
import type { Options, Suite } from '../suite.ts';
import { onEngines, onSystem } from './suites.ts';

const USAGE = `pnpm test:faults [suite…] [--ops N] [--inputs N] [--seed N]

Breaks Orderflow in every way it must survive. Starts and stops what it needs.
  ${[...onEngines, ...onSystem].map(({ name, what }) => `${name.padEnd(10)} ${what}`).join('\n  ')}

  --ops N      operations of the random run, default 10000
  --inputs N   hostile inputs, default 100000
  --seed N     repeats a random run or hostile inputs, default a new one
`;

const write = (text: string) => void process.stdout.write(`${text}\n`);

function readOptions(): { options: Options; wanted: Set<string> } | undefined {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      ops: { type: 'string', default: '10000' },
      inputs: { type: 'string', default: '100000' },
      seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const number = (name: 'ops' | 'inputs' | 'seed') => {
    const value = Number(values[name]);
    if (!Number.isInteger(value) || value < 0)
      throw new Error(`--${name} must be a whole number, not ${values[name]}`);
    return value;
  };
  const names = [...onEngines, ...onSystem].map(({ name }) => name);
  const unknown = positionals.find((name) => !names.includes(name));
  if (unknown) throw new Error(`there is no suite ${unknown}; there are ${names.join(', ')}`);
  return {
    options: { operations: number('ops'), inputs: number('inputs'), seed: number('seed'), write },
    wanted: new Set(positionals.length > 0 ? positionals : names),
  };
}

async function run(suites: Suite[], options: Options): Promise<(string | number)[][]> {
  const rows: (string | number)[][] = [];
  for (const { name, what, run } of suites) {
    write(`\n${name}: ${what}`);
    const started = performance.now();
    const failures = await run(options).catch((error: Error) => [error.stack ?? error.message]);
    for (const failure of failures) write(`FAILED ${failure}`);
    const seconds = Math.round((performance.now() - started) / 1000);
    rows.push([name, failures.length === 0 ? 'passed' : `${failures.length} FAILED`, seconds]);
  }
  return rows;
}

async function main(): Promise<number> {
  const chosen = readOptions();
  if (!chosen) {
    write(USAGE);
    return 0;
  }
  const { startLocalCopy } = await import('../../../../jest/localCopy.ts');
  const rows: (string | number)[][] = [];
  for (const [script, all] of [
    ['engines.ts', onEngines],
    ['dev.ts', onSystem],
  ] as const) {
    const suites = all.filter(({ name }) => chosen.wanted.has(name));
    if (suites.length === 0) continue;
    const copy = await startLocalCopy(script);
    try {
      Object.assign(process.env, copy.environment);
      rows.push(...(await run(suites, chosen.options)));
    } finally {
      await copy.stop();
    }
  }
  write(`\n${table(['suite', 'result', 'seconds'], rows)}`);
  return rows.every(([, result]) => result === 'passed') ? 0 : 1;
}

try {
  process.exit(await main());
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
}
