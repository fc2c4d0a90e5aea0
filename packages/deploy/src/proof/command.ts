import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root } from '@orderflow/infrastructure/stacks';
import { pythonTool } from '@orderflow/infrastructure/venv';

interface Options {
  /** Arguments behind those of the line. */
  args?: string[];
  /** In the repository. */
  folder?: string;
  expected?: 'succeeds' | 'fails';
  /** Whether what it says goes to the terminal, too. */
  shown?: boolean;
}

/**
 * Runs a line of shell as people type it, where `pnpm` is there without being installed.
 *
 * @returns what it said
 * @throws Error with what it said when it ends otherwise than expected.
 */
export async function command(line: string, options: Options = {}): Promise<string> {
  const { args = [], folder = '.', expected = 'succeeds', shown = true } = options;
  const script = `pnpm() { npx --yes pnpm@12 "$@"; }\n${line} "$@"`;
  const child = spawn('bash', ['-c', script, 'bash', ...args], {
    cwd: join(root, folder),
    env: { ...process.env, SLS_TELEMETRY_DISABLED: '1', SLS_NOTIFICATIONS_MODE: 'off' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output.push(text);
      if (shown) process.stdout.write(text);
    });
  }
  const [code] = await once(child, 'close');
  const said = output.join('');
  if ((code === 0) !== (expected === 'succeeds'))
    throw new Error(`${line} ended with exit code ${code}${shown ? '' : `: ${said}`}`);
  return said;
}

/** Runs lines that call the AWS CLI, and says nothing of it. */
export async function aws(lines: string): Promise<string> {
  const path = `${await pythonTool('ministack')}:${process.env['PATH']}`;
  // Through a pipe of the shell's own: what a Node.js process listens to is a socket, which has no /dev/stdout.
  return command(`set -eo pipefail; PATH='${path}'\n{ ${lines}\n} | cat`, { shown: false });
}

/** @throws Error when `output` does not say what it should. */
export function expectSaid(output: string, ...patterns: RegExp[]): void {
  for (const pattern of patterns) {
    if (!pattern.test(output)) throw new Error(`the output does not say ${pattern}`);
  }
}
