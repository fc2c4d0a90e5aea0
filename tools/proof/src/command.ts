import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pythonTool } from '@orderflow/infrastructure/venv';
import { root } from '@orderflow/stacks/find';

/** How long a line may take to end that was interrupted. */
const ENDS_WITHIN_MS = 20_000;

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
  const { expected = 'succeeds', shown = true } = options;
  const child = start(line, options);
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

/**
 * Runs a line of shell for as long as `during` takes, then interrupts it as Ctrl-C does.
 *
 * @throws Error when it ends before, or not by that.
 */
export async function whileRunning<T>(line: string, args: string[], during: () => Promise<T>): Promise<T> {
  const child = start(line, { args, group: true });
  child.stdout.resume();
  child.stderr.resume();
  const ended = once(child, 'close');
  try {
    const early = ended.then(([code]) => {
      throw new Error(`${line} ended by itself with exit code ${code}`);
    });
    return await Promise.race([during(), early]);
  } finally {
    if (child.exitCode === null && child.pid) process.kill(-child.pid, 'SIGINT');
    const late = sleep(ENDS_WITHIN_MS, undefined, { ref: false }).then(() => {
      throw new Error(`${line} does not end by Ctrl-C`);
    });
    await Promise.race([ended, late]);
  }
}

function start(line: string, { args = [], folder = '.', group = false }: Options & { group?: boolean }) {
  const script = `pnpm() { npx --yes pnpm@12 "$@"; }\n${line} "$@"`;
  return spawn('bash', ['-c', script, 'bash', ...args], {
    cwd: join(root, folder),
    env: { ...process.env, SLS_TELEMETRY_DISABLED: '1', SLS_NOTIFICATIONS_MODE: 'off' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: group,
  });
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
