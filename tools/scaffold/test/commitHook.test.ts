import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { documented } from '@orderflow/docs/documented';
import { root } from '@orderflow/stacks/find';

let clone: string;

function run(command: string) {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], { cwd: clone, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

/** Stages a file with this text, and commits it. */
function commit(name: string, text: string) {
  writeFileSync(join(clone, name), text);
  return run(`git add ${name} && git -c user.name=Ada -c user.email=ada@example.com commit -m ${name}`);
}

beforeAll(() => {
  clone = mkdtempSync(join(tmpdir(), 'commit-hook-'));
  run('git init');
  for (const name of ['.githooks', '.gitignore', 'biome.json']) {
    cpSync(join(root, name), join(clone, name), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(clone, 'node_modules'));
  expect(run(documented('git config core.hooksPath .githooks'))).toMatchObject({ status: 0 });
});
afterAll(() => rmSync(clone, { recursive: true }));

test('a commit of what is well formatted goes through', () => {
  expect(commit('good.ts', 'export const good = 1;\n')).toMatchObject({ status: 0 });
  expect(commit('page.txt', 'not for the linter\n')).toMatchObject({ status: 0 });
});

test('a commit of what is badly formatted is refused, and says which file', () => {
  const { status, output } = commit('bad.ts', 'export const bad = "1"\n');
  expect(status).toBe(1);
  expect(output).toContain('bad.ts');
  expect(run('git log --oneline').output).not.toContain('bad.ts');
});
