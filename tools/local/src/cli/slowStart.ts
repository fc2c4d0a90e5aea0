/** `pnpm test:slow`: a first start of the whole system on a machine that is made slow. */
import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { readSettings } from '../settings.ts';
import { type Throttle, throttle } from '../slow/throttle.ts';
import { printError } from './output.ts';

const USAGE = `pnpm test:slow [--cpu SHARE] [--disk MB]

Starts the system as after an installation, with little processor and disk, and fails unless it gets ready and says every
few seconds what it waits for. Uses control groups where it may make them (root, or a delegated group), else the lowest
priority beside busy neighbours.
  --cpu SHARE      of one processor, default 0.5
  --disk MB        a second from and to each disk, default 5
  ORDERFLOW_PORT   port of the gateway, default 29600
`;

/** Longest silence of a start. It reports every 5 s; the rest is for a program that hardly gets to run. */
const SILENT_FOR_MS = 20_000;

async function start(slow: Throttle): Promise<void> {
  const settings = readSettings({ ORDERFLOW_PORT: process.env['ORDERFLOW_PORT'] ?? '29600' });
  for (const left of [settings.stateDir, join(settings.root, '.local/compile-cache')]) {
    await rm(left, { recursive: true, force: true });
  }
  const dev = join(import.meta.dirname, 'dev.ts');
  const [command = '', ...args] = slow.wrap([process.execPath, dev, '--attached']);
  const begun = performance.now();
  const child = spawn(command, args, {
    env: { ...process.env, ORDERFLOW_PORT: String(settings.port) },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let heard = begun;
  let silence = 0;
  const isReady = await new Promise<boolean>((resolve) => {
    void exited.then(() => resolve(false));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const now = performance.now();
      silence = Math.max(silence, now - heard);
      heard = now;
      if (/^dev |^Orderflow is ready/.test(line)) {
        process.stdout.write(`${((now - begun) / 1000).toFixed(0).padStart(5)} s  ${line}\n`);
      }
      if (line.startsWith('Orderflow is ready')) resolve(true);
    });
  });
  child.stdin.end();
  await exited;
  await rm(settings.stateDir, { recursive: true, force: true });
  if (!isReady) throw new Error('The start ended before it was ready');
  process.stdout.write(`Ready; the longest silence was ${(silence / 1000).toFixed(1)} s\n`);
  if (silence > SILENT_FOR_MS) throw new Error(`It said nothing for more than ${SILENT_FOR_MS / 1000} s`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      cpu: { type: 'string', default: '0.5' },
      disk: { type: 'string', default: '5' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  const limits = { cpu: Number(values.cpu), disk: Number(values.disk) };
  if (!(limits.cpu > 0) || !(limits.disk > 0)) throw new Error('--cpu and --disk are numbers above 0');
  const slow = throttle(limits);
  try {
    for (const line of slow.how) process.stdout.write(`Slow: ${line}\n`);
    for (const line of slow.cannot) process.stdout.write(`!!! NOT SLOW ENOUGH: ${line}\n`);
    await start(slow);
  } finally {
    await slow.end();
  }
}

try {
  await main();
} catch (error) {
  printError(error);
  process.exitCode = 1;
}
