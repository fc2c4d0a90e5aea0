import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { eventually } from '../../test/lambdaEndpoint.ts';
import type { ChildSpec } from './child.ts';
import { partLine } from './parts.ts';
import type { Waiting } from './patience.ts';
import { Supervisor } from './supervisor.ts';

let logDir: string;
let supervisor: Supervisor;
let failures: Error[];
let printed: string[];

beforeEach(async () => {
  logDir = await mkdtemp(join(tmpdir(), 'orderflow-logs-'));
  failures = [];
  printed = [];
  supervisor = new Supervisor({
    logDir,
    pidFile: join(logDir, 'processes.json'),
    print: (name, line) => printed.push(`${name}: ${line}`),
    onFailure: (error) => failures.push(error),
    standsStillMs: 1_000,
    graceMs: 500,
  });
});
afterEach(async () => {
  await supervisor.stop();
  await rm(logDir, { recursive: true });
});

const shell = (script: string, spec: Partial<ChildSpec> = {}): ChildSpec => ({
  name: 'child',
  command: 'sh',
  args: ['-c', script],
  env: process.env,
  onDeath: 'restart',
  ...spec,
});

const pidOf = (name = 'child') => supervisor.pids[name] as number;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('a child that dies is started again', async () => {
  await supervisor.start(shell('exec sleep 60'));
  const first = pidOf();
  process.kill(first, 'SIGKILL');
  await eventually(() => pidOf() !== first && isAlive(pidOf()));
  expect(printed).toEqual(['child: ended with signal SIGKILL; starting it again']);
});

test('a child whose state dies with it is a failure instead', async () => {
  await supervisor.start(shell('exec sleep 60', { onDeath: 'fail' }));
  process.kill(pidOf(), 'SIGKILL');
  await eventually(() => failures.length > 0);
  expect(failures[0]?.message).toBe('child ended with signal SIGKILL and took its data along');
});

test('the parts of a child have logs of their own, and its process id', async () => {
  const lines = `printf '${partLine('orders', 'placed')}\\n${partLine('users', 'signed up')}\\nhere\\n'`;
  await supervisor.start(shell(`sleep 0.2; ${lines}; exec sleep 60`, { parts: ['orders', 'users'] }));
  await eventually(() => printed.length === 3);
  expect(printed.toSorted()).toEqual(['child: here', 'orders: placed', 'users: signed up']);
  const log = (name: string) => readFile(join(logDir, `${name}.log`), 'utf8');
  await eventually(async () => (await log('child')) === 'here\n');
  expect(await Promise.all([log('orders'), log('users')])).toEqual(['placed\n', 'signed up\n']);
  expect([pidOf('orders'), pidOf('users')]).toEqual([pidOf(), pidOf()]);
});

test('stopping ends a child, what it started, and what ignores SIGTERM', async () => {
  const grandchild = join(logDir, 'grandchild');
  await supervisor.start(
    shell(`sleep 60 & echo $! > ${grandchild}; trap '' TERM; while :; do sleep 0.1; done`),
  );
  await eventually(async () => (await readFile(grandchild, 'utf8').catch(() => '')) !== '');
  const pids = [pidOf(), Number(await readFile(grandchild, 'utf8'))];
  expect(pids.map(isAlive)).toEqual([true, true]);
  await supervisor.stop();
  await eventually(() => !pids.some(isAlive));
});

test('a child that dies before it is ready fails with its own words', async () => {
  const start = supervisor.start(shell('echo no such table >&2; exit 3', { ready: async () => false }));
  await expect(start).rejects.toThrow(/child ended with exit code 3 before it was ready.*\nno such table/);
});

test('a child that stands still fails, with its log, and is ended', async () => {
  const start = supervisor.start(shell('echo thinking; exec sleep 60', { ready: async () => false }));
  await eventually(() => pidOf() > 0);
  await expect(start).rejects.toThrow(/child stands still.*no CPU.*\nthinking\nIts log: .*child\.log/);
  await eventually(() => !isAlive(pidOf()));
});

test.each([
  ['uses a processor', 'while :; do :; done'],
  ['reads a disk', 'while :; do head -c 200000 /dev/zero > /dev/null; sleep 0.3; done'],
  ['says something', 'while :; do echo working; sleep 0.3; done'],
])('a child that %s is waited for, however long it takes', async (_, script) => {
  let isReady = false;
  const waiting: Waiting = new Map();
  const patient = new Supervisor({
    logDir,
    pidFile: join(logDir, 'patient.json'),
    print: () => {},
    onFailure: (error) => failures.push(error),
    standsStillMs: 1_000,
    waiting,
  });
  // It has the lowest priority, and others want the processor as well.
  const start = patient.start(
    shell(script, { command: 'nice', args: ['-n', '19', 'sh', '-c', script], ready: async () => isReady }),
  );
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  expect(waiting.get('child')).toMatch(/^[\d.]+ s CPU/);
  isReady = true;
  await start;
  expect(waiting.size).toBe(0);
  await patient.stop();
});

test('a child that gives up without ending is ended', async () => {
  const spec = shell('echo Error:; echo no such file; exec sleep 60', {
    ready: async () => false,
    givesUp: /^Error:$/,
  });
  await expect(supervisor.start(spec)).rejects.toThrow(/before it was ready.*\nError:\nno such file/);
});

test('a command that does not exist fails by name', async () => {
  const start = supervisor.start(shell('', { command: 'no-such-command', ready: async () => false }));
  await expect(start).rejects.toThrow(/child ended with spawn no-such-command ENOENT/);
});

test('output goes to the log file, and to the console once the child is ready', async () => {
  const go = join(logDir, 'go');
  await supervisor.start(
    shell(`echo starting; while [ ! -e ${go} ]; do sleep 0.05; done; echo working; exec sleep 60`, {
      ready: async () =>
        (await readFile(join(logDir, 'child.log'), 'utf8').catch(() => '')).includes('starting'),
    }),
  );
  await writeFile(go, '');
  await eventually(() => printed.length > 0);
  expect(printed).toEqual(['child: working']);
  expect(await readFile(join(logDir, 'child.log'), 'utf8')).toBe('starting\nworking\n');
});

test('when the supervisor is killed with -9, its children end too', async () => {
  const script = join(logDir, 'supervise.mjs');
  await writeFile(
    script,
    `import { Supervisor } from ${JSON.stringify(join(import.meta.dirname, 'supervisor.ts'))};
     const supervisor = new Supervisor({ logDir: ${JSON.stringify(logDir)}, pidFile: ${JSON.stringify(join(logDir, 'processes.json'))}, print() {}, onFailure() {} });
     const env = process.env;
     await supervisor.start({ name: 'a', command: 'sleep', args: ['60'], env, onDeath: 'restart' });
     await supervisor.start({ name: 'b', command: 'sh', args: ['-c', 'sleep 60; :'], env, onDeath: 'restart' });
     console.log(Object.values(supervisor.pids).join(' '));`,
  );
  const killed: ChildProcess = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: killed.stdout as NodeJS.ReadableStream }), 'line')) as [
    string,
  ];
  const pids = line.split(' ').map(Number);
  expect(pids.map(isAlive)).toEqual([true, true]);
  killed.kill('SIGKILL');
  await eventually(() => !pids.some(isAlive));
});
