import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { chooseDynamoDb } from '../engines/dynamodb.ts';
import { startGateway } from '../gateway/server.ts';
import type { ChildSpec } from '../processes/child.ts';
import { Supervisor } from '../processes/supervisor.ts';
import { provision } from '../provision/provision.ts';
import { createScheduler } from '../schedules/start.ts';
import type { Settings } from '../settings.ts';
import { bundleDir, compileStacks } from '../templates/compile.ts';
import { findServices, type StackFolder } from '../templates/find.ts';
import { loadStacks } from '../templates/load.ts';
import type { Stack } from '../templates/types.ts';
import { engineSpecs } from './engines.ts';
import { lockStateDir } from './lock.ts';
import { poller } from './poller.ts';
import { checkPorts, enginePorts, servicePortUses } from './ports.ts';
import { service } from './services.ts';

export interface CopyOptions {
  /** Keep the data over restarts. */
  keep: boolean;
  /** Shows progress (as `dev`) and the output of the children (by their name). */
  print(name: string, line: string): void;
  /** Something died whose state cannot be brought back. */
  onFailure(error: Error): void;
}

const HEALTHY_WITHIN_MS = 30_000;

/** One local copy: engines, resources from the compiled templates, services, poller, gateway. */
export class Copy {
  readonly #settings: Settings;
  readonly #options: CopyOptions;
  readonly #stopping = new AbortController();
  readonly #closing: (() => Promise<void>)[] = [];

  constructor(settings: Settings, options: CopyOptions) {
    this.#settings = settings;
    this.#options = options;
  }

  /**
   * Starts everything and resolves when the gateway reports all of it healthy.
   *
   * @throws Error with one clear message. Whatever ran by then runs until {@link stop}.
   */
  async start(): Promise<void> {
    const services = await findServices(this.#settings.root);
    await this.#claim([...enginePorts(this.#settings), ...servicePortUses(this.#settings, services)]);
    this.#closing.push(() => this.#removeBundles(services));
    const supervisor = this.#supervise();
    const specs = services.map((folder, index) => service(this.#settings, folder, index));
    const [stacks] = await Promise.all([
      this.#startEngines(supervisor, services),
      this.#step('services started', startAll(supervisor, specs)),
    ]);
    const scheduler = createScheduler(this.#settings, stacks, (line) =>
      this.#options.print('scheduler', line),
    );
    const gateway = await startGateway(this.#settings, stacks, scheduler, this.#options.keep);
    this.#closing.push(() => gateway.close());
    this.#closing.push(async () => scheduler.stop());
    await supervisor.start(poller(this.#settings, this.#options.keep));
    await this.#step('healthy', this.#untilHealthy());
    scheduler.start();
  }

  /** Starts the engines alone, with the resources of the base stack: what integration tests need. */
  async startEngines(): Promise<void> {
    await this.#claim(enginePorts(this.#settings));
    await this.#startEngines(this.#supervise(), [], ['infrastructure']);
  }

  /** Stops what was started, in the reverse order; may be called at any time. */
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
    const supervisor = new Supervisor({ ...this.#options, logDir, pidFile });
    this.#closing.push(() => supervisor.stop());
    return supervisor;
  }

  async #startEngines(supervisor: Supervisor, services: StackFolder[], only?: string[]): Promise<Stack[]> {
    const { engine, note } = await chooseDynamoDb();
    if (note) {
      this.#options.print('dev', note);
    }
    const names = services.map(({ name }) => name);
    const specs = engineSpecs(this.#settings, engine, this.#options.keep, names);
    const selected = { ...(only ? { only } : {}), signal: this.#stopping.signal };
    const [stacks] = await Promise.all([
      this.#step('templates compiled', compileStacks(this.#settings, selected)).then(() =>
        loadStacks(this.#settings, only),
      ),
      this.#step('engines started', startAll(supervisor, specs)),
    ]);
    await this.#step('resources created', provision(this.#settings, stacks));
    return stacks;
  }

  async #removeBundles(services: StackFolder[]): Promise<void> {
    const bundles = services.map(({ dir }) => join(dir, bundleDir(this.#settings, 'offline')));
    await Promise.all(bundles.map((path) => rm(path, { recursive: true, force: true })));
  }

  async #untilHealthy(): Promise<void> {
    const url = `http://127.0.0.1:${this.#settings.ports.gateway}/health`;
    const deadline = Date.now() + HEALTHY_WITHIN_MS;
    for (;;) {
      this.#stopping.signal.throwIfAborted();
      const response = await fetch(url);
      const body = await response.text();
      if (response.ok) {
        return;
      }
      if (Date.now() > deadline) {
        throw new Error(`Not healthy after ${HEALTHY_WITHIN_MS / 1000} s: ${body}`);
      }
      await delay(100);
    }
  }

  async #step<T>(what: string, work: Promise<T>): Promise<T> {
    const started = Date.now();
    const result = await work;
    this.#options.print('dev', `${what} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
    return result;
  }
}

async function startAll(supervisor: Supervisor, specs: ChildSpec[]): Promise<void> {
  await Promise.all(specs.map((spec) => supervisor.start(spec)));
}
