/**
 * Compares the templates of every variant of a stage with those of another revision, for changes that must not affect
 * the deployment: `node infrastructure/scripts/compareTemplates.ts REVISION`. Prints the differences.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { compileVariant, VARIANTS, type Variant } from './variants.ts';

const [revision] = process.argv.slice(2);
if (!revision) throw new Error('usage: node infrastructure/scripts/compareTemplates.ts REVISION');

const LOCAL: Variant = { name: 'a laptop', stage: 'local', region: 'us-east-1', params: {} };
const MAX_PRINTED = 20;
const print = (line: string) => process.stdout.write(`${line}\n`);

/** Checks out and installs the other revision in its own folder, and returns its compile function. */
async function checkOut(): Promise<{ compile: typeof compileVariant; remove(): void }> {
  const dir = mkdtempSync(join(tmpdir(), 'orderflow-revision-'));
  const git = (...args: string[]) => execFileSync('git', ['worktree', ...args], { stdio: 'ignore' });
  git('add', '--detach', dir, String(revision));
  const install = ['--yes', 'pnpm@12', 'install', '--frozen-lockfile', '--prefer-offline'];
  execFileSync('npx', install, { cwd: dir, stdio: 'ignore' });
  const { compileVariant: compile } = await import(join(dir, 'infrastructure/scripts/variants.ts'));
  return { compile, remove: () => git('remove', '--force', dir) };
}

/** The key of the packaged code contains the packaging time. */
const timeless = (json: string) => json.replaceAll(/\/\d+-\d{4}-[\d-]+T[\d:.]+Z\//g, '/TIME/');

/** The paths at which two values differ. */
function differences(before: unknown, after: unknown, path: string): string[] {
  if (isDeepStrictEqual(before, after)) return [];
  const both = [before, after].every((one) => typeof one === 'object' && one !== null);
  if (!both) return [`${path}: ${JSON.stringify(before)} -> ${JSON.stringify(after)}`];
  const [left, right] = [before, after] as Record<string, unknown>[];
  const keys = new Set([...Object.keys(left ?? {}), ...Object.keys(right ?? {})]);
  return [...keys].flatMap((key) => differences(left?.[key], right?.[key], `${path}.${key}`));
}

const other = await checkOut();
let failed = 0;
try {
  for (const variant of [...VARIANTS, LOCAL]) {
    const [before, after] = [await other.compile(variant), await compileVariant(variant)];
    for (const name of new Set([...Object.keys(before.stacks), ...Object.keys(after.stacks)])) {
      const [was, is] = [before, after].map(({ stacks }) => timeless(JSON.stringify(stacks[name] ?? {})));
      const found = differences(JSON.parse(was ?? ''), JSON.parse(is ?? ''), name);
      const verdict = was === is ? 'equal to the byte' : 'equal but for the order of keys';
      print(`${variant.name}: ${name}: ${found.length === 0 ? verdict : `${found.length} differences`}`);
      for (const one of found.slice(0, MAX_PRINTED)) print(`  ${one}`);
      failed += found.length;
    }
  }
} finally {
  other.remove();
}
process.exitCode = failed === 0 ? 0 : 1;
