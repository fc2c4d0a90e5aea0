import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { compileGuard } from './compileGuard.ts';

const dir = join(import.meta.dirname, 'java');

/** Another compiler may write other bytes, so only the one that wrote the class file can compare. */
const compiler = (): string | undefined => {
  try {
    return /^javac (\d+)/.exec(execFileSync('javac', ['-version'], { encoding: 'utf8' }))?.[1];
  } catch {
    return undefined;
  }
};
const withCompiler = compiler() === '17' ? test : test.skip;

withCompiler('the class file is what its source compiles to', () => {
  const out = mkdtempSync(join(tmpdir(), 'orderflow-java-'));
  compileGuard(out);
  const classOf = (folder: string) => readFileSync(join(folder, 'GuardedDynamoDbLocal.class'));
  expect(classOf(out).equals(classOf(dir))).toBe(true);
  rmSync(out, { recursive: true });
});
