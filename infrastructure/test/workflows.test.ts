import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { root } from '@orderflow/stacks/find';
import { parse } from 'yaml';

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}

interface Job {
  steps?: Step[];
  permissions?: Record<string, string>;
  environment?: unknown;
}

interface Workflow {
  permissions: Record<string, string>;
  jobs: Record<string, Job>;
}

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const jobs = globSync('.github/workflows/*.yml', { cwd: root }).flatMap((file) => {
  const { permissions, jobs } = parse(read(file)) as Workflow;
  return Object.entries(jobs).map(([name, job]): [string, Job & { steps: Step[] }] => [
    `${file}: ${name}`,
    { permissions, steps: [], ...job },
  ]);
});
const CREDENTIALS = 'aws-actions/configure-aws-credentials';
const SETUP = './.github/actions/setup';

describe('what is installed is pinned by hash', () => {
  test.each(globSync('.github/{workflows,actions/*}/*.yml', { cwd: root }))('actions of %s', (file) => {
    const used = [...read(file).matchAll(/uses: (.*)/g)].map(([, action]) => action);
    const foreign = used.filter((action) => !action?.startsWith('./'));
    expect(
      foreign.filter((action) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(String(action))),
    ).toEqual([]);
  });

  test.each(globSync('infrastructure/requirements/*.in', { cwd: root }))('Python packages of %s', (file) => {
    const wanted = read(file).match(/^[\w-]+==.*$/gm) ?? [];
    const locked = read(file.replace(/\.in$/, '.txt'));
    const packages = locked
      .replaceAll('\\\n', '')
      .split('\n')
      .filter((line) => /^\w/.test(line));
    expect(packages).toEqual(expect.arrayContaining(wanted.map((one) => expect.stringContaining(one))));
    expect(packages.filter((line) => !line.includes('--hash=sha256:'))).toEqual([]);
  });

  test('pnpm, which installs the rest', () => {
    const { packages } = JSON.parse(read('.github/actions/setup/package-lock.json')) as {
      packages: Record<string, { integrity?: string }>;
    };
    const { '': _root, ...installed } = packages;
    expect(Object.keys(installed)).toContain('node_modules/@pnpm/exe.linux-x64');
    expect(Object.values(installed).every(({ integrity }) => integrity?.startsWith('sha512-'))).toBe(true);
  });

  test('no package runs a script, which could fetch more', () => {
    const { allowBuilds } = parse(read('pnpm-workspace.yaml')) as { allowBuilds: Record<string, boolean> };
    expect(Object.values(allowBuilds)).not.toContain(true);
    expect(read('.github/actions/setup/action.yml')).toMatch(/npm ci --ignore-scripts/);
  });
});

describe.each(jobs)('%s', (_, { permissions = {}, steps, environment }) => {
  const at = (action: string) => steps.findIndex(({ uses }) => uses?.startsWith(action));

  test('installs by the lockfiles and not otherwise', () => {
    const commands = steps.map(({ run }) => run ?? '').join('\n');
    expect(commands).not.toMatch(/\b(npx|npm|pip|curl|wget)\b/);
    if (/\bpnpm\b/.test(commands)) expect(at(SETUP)).toBeGreaterThan(-1);
  });

  test('keeps no token of the checkout', () => {
    for (const step of steps.filter(({ uses }) => uses?.startsWith('actions/checkout'))) {
      expect(step.with).toMatchObject({ 'persist-credentials': false });
    }
  });

  test('gets credentials in an environment only, after all is installed', () => {
    if (at(CREDENTIALS) === -1) {
      expect(permissions['id-token']).toBeUndefined();
      return;
    }
    expect(environment).toBeDefined();
    expect(at(SETUP)).toBeGreaterThan(-1);
    expect(at(CREDENTIALS)).toBeGreaterThan(at(SETUP));
  });
});
