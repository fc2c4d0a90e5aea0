/**
 * Runs what GitHub's jobs run before they get credentials (.github/actions/setup), in a fresh clone of HEAD, with an
 * environment of nothing but a path and a home: whatever it would need besides is missed here. Packages that this
 * machine has in its store are taken from there, by the lockfile's hashes as ever.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { root } from './stacks.ts';

const run = promisify(execFile);
const print = (line: string) => process.stdout.write(`${line}\n`);

/** How a machine reaches the registry is its own affair. */
const NETWORK = /^(https?_proxy|no_proxy|NODE_EXTRA_CA_CERTS|SSL_CERT_(FILE|DIR)|npm_config_registry)$/i;

interface Action {
  runs: { steps: { run: string }[] };
}

const scratch = await mkdtemp(join(tmpdir(), 'orderflow-install-'));
try {
  const clone = join(scratch, 'clone');
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
} catch (error) {
  const { message, stdout = '', stderr = '' } = error as Error & { stdout?: string; stderr?: string };
  print(`${stdout}${stderr}${message}\ninstall: FAILED`);
  process.exitCode = 1;
} finally {
  await rm(scratch, { recursive: true });
}
