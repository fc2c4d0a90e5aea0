import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { commands } from '@orderflow/docs/shell';

const main = resolve(import.meta.dirname, '../../ops/src/cli/main.ts');

/** Runs a command `pnpm ops …` with JSON output against the copy under test. */
export function ops<T>(command: string): Promise<{ exitCode: number; data: T }> {
  const [[, , ...args] = []] = commands(command);
  return new Promise((done, fail) => {
    execFile(process.execPath, [main, ...args, '--json'], { maxBuffer: 1e8 }, (error, stdout, stderr) => {
      const exitCode = error ? Number(error.code) : 0;
      if (exitCode > 1) fail(new Error(stderr));
      else done({ exitCode, data: JSON.parse(stdout) as T });
    });
  });
}
