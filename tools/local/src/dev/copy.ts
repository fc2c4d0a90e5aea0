import { join } from 'node:path';
import { baseStack, services as serviceFolders } from '@orderflow/stacks/find';
import type { Stack } from '@orderflow/stacks/template';
import { chooseDynamoDb, type DynamoDbEngine } from '../engines/dynamodb.ts';
import type { Health } from '../gateway/health.ts';
import { startGateway } from '../gateway/server.ts';
import type { ChildSpec } from '../processes/child.ts';
import { type Waiting, whileWorking } from '../processes/patience.ts';
import { Supervisor } from '../processes/supervisor.ts';
import { provision } from '../provision/provision.ts';
import { createScheduler } from '../schedules/start.ts';
import type { Settings } from '../settings.ts';
import { compileStacks } from '../templates/compile.ts';
import { loadStacks } from '../templates/load.ts';
import { openTraceReceiver } from '../traces/traceReceiver.ts';
import { engineSpecs } from './engines.ts';
import { lockStateDir } from './lock.ts';
import { poller } from './poller.ts';
import { checkPorts, enginePorts, servicePortUses } from './ports.ts';
import { services } from './services.ts';

export interface CopyOptions {
  /** Keep the data over restarts. */
  keep: boolean;
  /** The engine that plays DynamoDB, unless the environment names one. */
  database?: DynamoDbEngine;
  /** Shows progress (as `dev`) and the output of the children (by their name). */
  print(name: string, line: string): void;
  /** Called when a process dies whose state cannot be restored. */
  onFailure(error: Error): void;
}

/** How often a slow start says what it waits for. */
const SAY_MS = 5_000;

/** One local copy: engines, resources from the compiled templates, services, poller, gateway. */
export class Copy {
  readonly #settings: Settings;
  readonly #options: CopyOptions;
  readonly #stopping = new AbortController();
  readonly #closing: (() => Promise<void>)[] = [];
  readonly #waiting: Waiting = new Map();
  #told = 0;

  constructor(settings: Settings, options: CopyOptions) {
    this.#settings = settings;
    this.#options = options;
  }

  /**
   * Starts everything and resolves when the gateway reports all of it healthy.
   *
   * @throws Error with one clear message. Parts that run by then keep running until {@link stop}.
   */
  async start(): Promise<void> {
    await this.#claim([...enginePorts(this.#settings), ...servicePortUses(this.#settings, serviceFolders)]);
    const traces = await openTraceReceiver({
      own: `http://127.0.0.1:${this.#settings.port}`,
      say: (line) => this.#options.print('traces', line),
    });
    this.#closing.push(async () => traces.close());
    const supervisor = this.#supervise();
    const compiled = this.#compile();
    const names = serviceFolders.map(({ name }) => name);
    const [stacks] = await Promise.all([
      compiled,
      this.#startEngines(supervisor, names, compiled),
      compiled.then((stacks) =>
        this.#step(
          'services started',
          supervisor.start(services(this.#settings, stacks, traces.environment)),
        ),
      ),
    ]);
    const scheduler = createScheduler(this.#settings, stacks, (line) =>
      this.#options.print('scheduler', line),
    );
    const { keep } = this.#options;
    const gateway = await startGateway(this.#settings, stacks, scheduler, { keep, traces });
    this.#closing.push(() => gateway.close());
    this.#closing.push(async () => scheduler.stop());
    await supervisor.start(poller(this.#settings, stacks, keep));
    await this.#step('healthy', this.#untilHealthy(supervisor));
    scheduler.start();
  }

  /** Starts the engines alone, with the resources of the base stack. Integration tests use it. */
  async startEngines(): Promise<void> {
    await this.#claim(enginePorts(this.#settings));
    await this.#startEngines(this.#supervise(), [], this.#compile([baseStack.name]));
  }

  /** Stops everything that was started, in reverse order. May be called at any time. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    for (const close of this.#closing.splice(0).reverse()) {
      await close();
    }
  }

  async #claim(ports: Parameters<typeof checkPorts>[0]): Promise<void> {
    this.#closing.push(await lockStateDir(this.#settings));
    await checkPorts(ports);
  }

  #supervise(): Supervisor {
    const logDir = join(this.#settings.stateDir, 'logs');
    const pidFile = join(this.#settings.stateDir, 'processes.json');
    const supervisor = new Supervisor({ ...this.#options, logDir, pidFile, waiting: this.#waiting });
    this.#closing.push(() => supervisor.stop());
    return supervisor;
  }

  /** Compiles the templates and reads the stacks from them. */
  async #compile(only?: string[]): Promise<Stack[]> {
    const selected = { ...(only ? { only } : {}), signal: this.#stopping.signal, waiting: this.#waiting };
    await this.#step('templates compiled', compileStacks(this.#settings, selected));
    return loadStacks(this.#settings, only);
  }

  /** @param services names of the services, in the order that decides their ports */
  async #startEngines(supervisor: Supervisor, services: string[], compiled: Promise<Stack[]>): Promise<void> {
    const engine = await chooseDynamoDb({ ORDERFLOW_DYNAMODB: this.#options.database, ...process.env });
    const specs = engineSpecs(this.#settings, engine, this.#options.keep, services);
    await this.#step('engines started', startAll(supervisor, specs));
    await this.#step('resources created', provision(this.#settings, await compiled));
  }

  async #untilHealthy(supervisor: Supervisor): Promise<void> {
    const url = `http://127.0.0.1:${this.#settings.ports.gateway}/health`;
    let down: string[] = [];
    const isDone = async () => {
      const response = await fetch(url);
      const { parts } = (await response.json()) as { parts: Health };
      down = Object.keys(parts).filter((name) => parts[name] !== 'ok');
      return response.ok;
    };
    const groups = () => down.flatMap((name) => supervisor.pids[name] ?? []);
    const waited = { groups, isDone, name: () => down.join(' and ') };
    if (await whileWorking(waited, { waiting: this.#waiting, signal: this.#stopping.signal })) return;
    this.#stopping.signal.throwIfAborted();
    throw new Error(
      `${down.join(' and ')} stopped answering and stand still, see their logs in ${join(this.#settings.stateDir, 'logs')}`,
    );
  }

  async #step<T>(what: string, work: Promise<T>): Promise<T> {
    const started = Date.now();
    const seconds = () => (Date.now() - started) / 1000;
    const timer = setInterval(() => this.#tell(what, seconds()), SAY_MS);
    const result = await work.finally(() => clearInterval(timer));
    this.#options.print('dev', `${what} in ${seconds().toFixed(1)} s`);
    return result;
  }

  /**
   * Prints one line for all that the start waits for. Steps run in parallel, so the first timer reports for all of them.
   */
  #tell(step: string, seconds: number): void {
    const parts = [...this.#waiting].map(([name, done]) => `${name} (${done})`);
    const now = Date.now();
    if (now - this.#told < SAY_MS / 2) return;
    this.#told = now;
    this.#options.print(
      'dev',
      `not yet ${step} after ${seconds.toFixed(0)} s: ${parts.join(', ') || 'working'}`,
    );
  }
}

async function startAll(supervisor: Supervisor, specs: ChildSpec[]): Promise<void> {
  await Promise.all(specs.map((spec) => supervisor.start(spec)));
}
