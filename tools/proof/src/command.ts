import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pythonTool } from '@orderflow/infrastructure/venv';
import { root } from '@orderflow/stacks/find';

/** How long an interrupted command may take to end. */
const ENDS_WITHIN_MS = 20_000;

interface Options {
  /** Arguments appended to the line. */
  args?: string[];
  /** Folder in the repository. */
  folder?: string;
  expected?: 'succeeds' | 'fails';
  /** True if the output also goes to the terminal. */
  shown?: boolean;
}

/**
 * Runs a line of shell as a person would type it; `pnpm` works even if it is not installed.
 *
 * @returns the output
 * @throws Error with the output when the command does not end as expected.
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
 * Runs a line of shell while `during` runs, then interrupts it as Ctrl-C does.
 *
 * @throws Error when it ends earlier, or does not end after the interrupt.
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

/** Runs lines that call the AWS CLI, without printing anything. */
export async function aws(lines: string): Promise<string> {
  const path = `${await pythonTool('ministack')}:${process.env['PATH']}`;
  // Pipe through `cat`: Node.js reads from a socket, and a process cannot open /dev/stdout on a socket.
  return command(`set -eo pipefail; PATH='${path}'\n{ ${lines}\n} | cat`, { shown: false });
}

/** @throws Error when `output` does not match a pattern. */
export function expectSaid(output: string, ...patterns: RegExp[]): void {
  for (const pattern of patterns) {
    if (!pattern.test(output)) throw new Error(`the output does not say ${pattern}`);
  }
}
