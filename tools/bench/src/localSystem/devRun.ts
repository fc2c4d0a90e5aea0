import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** A slow start prints what it waits for every few seconds, so this long without output is a failure. */
const SILENT_FOR_MS = 120_000;
const GONE_WITHIN_MS = 30_000;

/** A copy that was started with `pnpm dev`. */
export interface DevRun {
  url: string;
  /** Pid of the first process, the package manager, which is the parent of all others. */
  pid: number;
  /** Seconds from the command until `GET /health` answered 200. */
  ready: number;
  /** Seconds of each step, as printed; some steps run in parallel. */
  steps: Record<string, number>;
  stop(): Promise<void>;
}

/**
 * Runs `pnpm dev` in a checkout, as in the README.
 *
 * @throws Error with its last output when it ends, or prints nothing any more
 */
export async function startDev(checkout: string, port: number): Promise<DevRun> {
  const begun = performance.now();
  const child = spawn('npx', ['--yes', 'pnpm@12', 'dev', '--attached'], {
    cwd: checkout,
    env: { ...process.env, ORDERFLOW_PORT: String(port) },
    // It stops when its input ends, so it also ends with this process, for any reason.
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  let heard = begun;
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text: Buffer) => {
      heard = performance.now();
      if (output.push(String(text)) > 200) output.shift();
    });
  }
  const url = `http://127.0.0.1:${port}`;
  while (!(await healthy(url))) {
    if (child.exitCode !== null || performance.now() - heard > SILENT_FOR_MS) {
      await stop(child, url);
      throw new Error(`pnpm dev did not get ready:\n${output.join('')}`);
    }
    await sleep(50);
  }
  const ready = (performance.now() - begun) / 1e3;
  return { url, pid: child.pid ?? 0, ready, steps: stepsOf(output.join('')), stop: () => stop(child, url) };
}

const stepsOf = (output: string): Record<string, number> =>
  Object.fromEntries(
    [...output.matchAll(/(\w+ \w+|healthy) in ([\d.]+) s$/gm)].map(([, step = '', seconds]) => [
      step,
      Number(seconds),
    ]),
  );

async function stop(child: ChildProcess, url: string): Promise<void> {
  const exited = child.exitCode === null ? once(child, 'exit') : undefined;
  child.stdin?.end();
  await Promise.race([exited, sleep(GONE_WITHIN_MS, undefined, { ref: false })]);
  child.kill('SIGKILL');
  if (await healthy(url)) throw new Error(`something still answers at ${url}`);
}

const healthy = async (url: string): Promise<boolean> =>
  fetch(`${url}/health`, { signal: AbortSignal.timeout(2_000) }).then(
    ({ ok, body }) => body?.cancel().then(() => ok) ?? ok,
    () => false,
  );
