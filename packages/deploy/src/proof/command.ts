import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { stage } from './settings.ts';

/**
 * Runs `deploy` or `remove` as people do; what it says also goes to the terminal.
 *
 * @throws Error when it ends otherwise than expected.
 */
export async function command(
  name: 'deploy' | 'remove',
  args: string[],
  expected: 'succeeds' | 'fails' = 'succeeds',
): Promise<string> {
  const script = join(import.meta.dirname, `../cli/${name}.ts`);
  const child = spawn(process.execPath, [script, '--stage', stage, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output.push(text);
      process.stdout.write(text);
    });
  }
  const [code] = await once(child, 'close');
  if ((code === 0) !== (expected === 'succeeds')) throw new Error(`${name} ended with exit code ${code}`);
  return output.join('');
}

/** @throws Error when `output` does not say what it should. */
export function expectSaid(output: string, ...patterns: RegExp[]): void {
  for (const pattern of patterns) {
    if (!pattern.test(output)) throw new Error(`the output does not say ${pattern}`);
  }
}
