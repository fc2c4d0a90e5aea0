import { type ChildProcess, spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isFree } from '../tools/local/src/dev/ports.ts';
import { clientEnvironment } from '../tools/local/src/environment.ts';
import { bundleDir, readSettings, type Settings } from '../tools/local/src/settings.ts';
import { services } from '../tools/stacks/src/find.ts';

/** A local copy started for the tests, in processes of its own: jest never loads the engines. */
export interface LocalCopy {
  /** Endpoints and credentials for the tests' environment. */
  environment: Record<string, string>;
  stop(): Promise<void>;
}

/** More than any copy takes: the gateway's port and those that follow. */
const PORTS_OF_A_COPY = 30;
/** A start says what it waits for every few seconds, and gives up by itself where nothing goes on. */
const SILENT_FOR_MS = 120_000;

/**
 * Starts `tools/local/src/cli/<script>` on free ports and waits until it says that it is ready.
 *
 * @throws Error with everything it said when it ends before, or says nothing any more; a slow machine is waited for.
 */
export async function startLocalCopy(
  script: 'dev.ts' | 'engines.ts',
  env: Record<string, string> = {},
): Promise<LocalCopy> {
  const settings = readSettings({ ORDERFLOW_PORT: String(await freePorts()) });
  const path = join(settings.root, 'tools/local/src/cli', script);
  // Its standard input is a pipe from here: it stops when the test run ends, however that happens.
  const child = spawn(process.execPath, [path, '--attached'], {
    env: { ...process.env, ...env, ORDERFLOW_PORT: String(settings.port) },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  await untilReady(child, script);
  // With the port, so that no other copy is meant by a command whatever the shell of the test run says.
  const environment = { ...clientEnvironment(settings), ORDERFLOW_PORT: String(settings.port) };
  return { environment, stop: () => stop(child, settings) };
}

async function untilReady(child: ChildProcess, script: string): Promise<void> {
  const output: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${script} ${why}:\n${output.join('\n')}`));
    const timer = setTimeout(() => fail(`has said nothing for ${SILENT_FOR_MS / 1000} s`), SILENT_FOR_MS);
    for (const input of [child.stdout, child.stderr]) {
      createInterface({ input: input as NodeJS.ReadableStream }).on('line', (line) => {
        output.push(line);
        timer.refresh();
        if (/^(Orderflow is )?ready/.test(line)) {
          output.length = 0;
          clearTimeout(timer);
          resolve();
        }
      });
    }
    child.once('exit', (code) => fail(`ended with exit code ${code}`));
  });
}

async function stop(child: ChildProcess, settings: Settings): Promise<void> {
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await exited;
  const bundles = services.map(({ dir }) => bundleDir(dir, settings));
  for (const made of [settings.stateDir, ...bundles]) await rm(made, { recursive: true, force: true });
}

/** The first port of a free range, below the range that the system hands out to clients. */
export async function freePorts(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const first = 10_000 + Math.floor(Math.random() * 20_000);
    const range = Array.from({ length: PORTS_OF_A_COPY }, (_, index) => first + index);
    if ((await Promise.all(range.map(isFree))).every(Boolean)) {
      return first;
    }
  }
  throw new Error(`no ${PORTS_OF_A_COPY} free ports in a row between 10000 and 30000`);
}
