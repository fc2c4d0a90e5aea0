import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pythonTool } from '@orderflow/infrastructure/venv';
import { whileWorking } from '@orderflow/local/processes/patience';

export interface Engine {
  url: string;
  /** The file of its log. */
  log: string;
  stop(): Promise<void>;
}

/**
 * Starts MiniStack, an AWS-compatible engine: functions run in Node.js processes, each with the credentials of its
 * role, and every call is authorized by the policies that were deployed (`AUTH`).
 *
 * @param functionsCall the URL that the functions use as AWS
 * @throws Error with the path of its log when it does not start.
 */
export async function startEngine(port: number, functionsCall: string, log: string): Promise<Engine> {
  const cwd = await mkdtemp(join(tmpdir(), 'orderflow-engine-'));
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(join(await pythonTool('ministack'), 'python'), ['-m', 'ministack.app'], {
    cwd,
    env: {
      ...process.env,
      GATEWAY_PORT: String(port),
      BIND_HOST: '127.0.0.1',
      IOT_MTLS_ENABLED: '0',
      AUTH: 'true',
      AWS_ENDPOINT_URL: functionsCall,
    },
    // Its own process group, which includes the functions' processes.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const file = createWriteStream(log);
  child.stdout.pipe(file);
  child.stderr.pipe(file);
  // When this process ends, the engine and its functions end, too.
  const end = () => killGroup(child);
  process.once('exit', end);
  const stop = async () => {
    process.off('exit', end);
    const exited = once(child, 'exit');
    if (killGroup(child)) await exited;
    await rm(cwd, { recursive: true, force: true });
  };
  try {
    await answers(url, child);
  } catch (error) {
    await stop();
    throw new Error(`the engine did not start on port ${port} (${(error as Error).message}): see ${log}`);
  }
  return { url, log, stop };
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  const isDone = async () => {
    if (child.exitCode !== null) throw new Error('it ended');
    return fetch(`${url}/_ministack/health`).then(
      ({ ok }) => ok,
      () => false,
    );
  };
  const groups = () => (child.pid === undefined ? [] : [child.pid]);
  if (!(await whileWorking({ name: 'engine', groups, isDone }))) throw new Error('it stands still');
}

function killGroup({ exitCode, signalCode, pid }: ChildProcess): boolean {
  if (exitCode !== null || signalCode !== null || !pid) return false;
  return process.kill(-pid, 'SIGKILL');
}
