import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

const main = resolve(import.meta.dirname, '../../ops/src/cli/main.ts');

/** `pnpm ops …` against the copy under test, for machines. */
export function ops<T>(...args: string[]): Promise<{ exitCode: number; data: T }> {
  return new Promise((done, fail) => {
    execFile(process.execPath, [main, ...args, '--json'], { maxBuffer: 1e8 }, (error, stdout, stderr) => {
      const exitCode = error ? Number(error.code) : 0;
      if (exitCode > 1) fail(new Error(stderr));
      else done({ exitCode, data: JSON.parse(stdout) as T });
    });
  });
}
