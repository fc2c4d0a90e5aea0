/**
 * Runs what GitHub's jobs run before they get credentials (.github/actions/setup), in a fresh clone of HEAD. The
 * environment has only a path and a home, so any other dependency fails here. Packages come from this machine's store
 * if it has them, by the lockfile's hashes as usual. The clone's folder has a name that needs quoting everywhere. The
 * system starts there, imports a file and stops, and some tests run.
 */
import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { root } from '@orderflow/stacks/find';
import { parse } from 'yaml';

const run = promisify(execFile);
const print = (line: string) => process.stdout.write(`${line}\n`);

/** The machine's own network settings for the registry are kept. */
const NETWORK = /^(https?_proxy|no_proxy|NODE_EXTRA_CA_CERTS|SSL_CERT_(FILE|DIR)|npm_config_registry)$/i;

// Below the system's range of client ports, and above the ports of the tests' copies.
const PORT = '31800';
const CSV = 'orderId,userId,sku,quantity,unitPrice,currency\nshop-1,ada,TEA-1,1,350,EUR\n';

/** @throws Error with the last lines when the process ends before it is ready */
async function untilReady(output: NodeJS.ReadableStream, ended: Promise<unknown>): Promise<void> {
  const said: string[] = [];
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: output }).on('line', (line) => {
      if (said.push(line) > 20) said.shift();
      if (line.startsWith('Orderflow is ready')) resolve();
    });
    void ended.then(() => reject(new Error(`pnpm dev ended:\n${said.join('\n')}`)));
  });
}

interface Action {
  runs: { steps: { run: string }[] };
}

const scratch = await mkdtemp(join(tmpdir(), 'orderflow-install-'));
try {
  const clone = join(scratch, 'a b (1) é');
  const action = join(clone, '.github/actions/setup');
  const addedPath = join(scratch, 'path');
  const inherited = Object.entries(process.env).filter(([name]) => NETWORK.test(name));
  const systemPath = String(process.env['PATH'])
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'));
  await run('git', ['clone', '--quiet', root, clone]);
  await mkdir(join(scratch, 'home'));
  await writeFile(addedPath, '');

  const environment = async (): Promise<NodeJS.ProcessEnv> => ({
    ...Object.fromEntries(inherited),
    PATH: [...(await readFile(addedPath, 'utf8')).split('\n').filter(Boolean), ...systemPath].join(delimiter),
    HOME: join(scratch, 'home'),
    XDG_DATA_HOME: process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local/share'),
    CI: 'true',
    GITHUB_ACTION_PATH: action,
    GITHUB_PATH: addedPath,
  });
  const bash = async (script: string) =>
    run('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
      cwd: clone,
      env: await environment(),
    });

  const { runs } = parse(await readFile(join(action, 'action.yml'), 'utf8')) as Action;
  for (const step of runs.steps) {
    const started = Date.now();
    await bash(step.run);
    print(`${step.run.trim()}\n  ${((Date.now() - started) / 1000).toFixed(1)} s`);
  }
  const { stdout } = await bash(
    'pnpm --version; pnpm exec node --version; pnpm --filter @orderflow/orders exec serverless --version',
  );
  print(stdout.trim());
  if (!/^v24\./m.test(stdout)) throw new Error('scripts do not run on Node.js 24');
  print('install: ok, without credentials');

  const timed = async (what: string, work: Promise<unknown>) => {
    const started = Date.now();
    await work;
    print(`${what}\n  ${((Date.now() - started) / 1000).toFixed(1)} s`);
  };
  const env = { ...(await environment()), ORDERFLOW_PORT: PORT };
  const dev = spawn('pnpm', ['run', 'dev', '--attached'], {
    cwd: clone,
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => dev.once('exit', resolve));
  try {
    await timed('pnpm dev', untilReady(dev.stdout, ended));
    await writeFile(join(clone, 'orders.csv'), CSV);
    await timed('pnpm drop orders.csv', bash(`. .local/${PORT}/env; pnpm drop orders.csv`));
  } finally {
    dev.stdin.end();
    await ended;
  }
  const tests = 'tools/local/src/dev tools/local/src/templates packages/idempotency';
  await timed(
    `some tests in ${clone}`,
    bash(`pnpm exec jest ${tests} --selectProjects unit integration --testTimeout 300000`),
  );
  print('in a folder with spaces, parentheses and letters of its own: ok');
} catch (error) {
  const { message, stdout = '', stderr = '' } = error as Error & { stdout?: string; stderr?: string };
  print(`${stdout}${stderr}${message}\ninstall: FAILED`);
  process.exitCode = 1;
} finally {
  await rm(scratch, { recursive: true });
}
