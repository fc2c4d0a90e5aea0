import { createWriteStream, mkdirSync, type WriteStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Child, type ChildSpec, startChild } from './child.ts';
import { partOf } from './parts.ts';
import { type Waiting, whileWorking } from './patience.ts';
import { ReaperClient } from './reaperClient.ts';

export interface SupervisorOptions {
  /** Folder of the log files, one per child. */
  logDir: string;
  /** JSON file with the process ids of the children, by name. */
  pidFile: string;
  /** Prints a line of a child, or the supervisor's line about it. */
  print(name: string, line: string): void;
  /** Called when a child dies whose state cannot be restored. */
  onFailure(error: Error): void;
  /** How long a starting child may be idle before its start fails. */
  standsStillMs?: number;
  /** Progress of the children that are starting. */
  waiting?: Waiting;
  graceMs?: number;
}

/** One life of a child. */
interface Run {
  child: Child;
  /** Its last lines of output. */
  tail: string[];
  /** Resolves with what went wrong, or with undefined. */
  ready: Promise<string | undefined>;
  started: number;
}

const TAIL_LINES = 20;
const FIRST_BACKOFF_MS = 250;
const MAX_BACKOFF_MS = 4_000;
/** A child that lived this long is restarted with the first backoff again. */
const STEADY_MS = 30_000;

/** Starts processes, starts them again when they die, and leaves none behind. */
export class Supervisor {
  readonly #options: Required<SupervisorOptions>;
  readonly #reaper = new ReaperClient();
  readonly #running = new Map<string, Child>();
  readonly #parts = new Map<string, string[]>();
  readonly #stopping = new AbortController();

  constructor(options: SupervisorOptions) {
    this.#options = { standsStillMs: 60_000, waiting: new Map(), graceMs: 5_000, ...options };
    mkdirSync(options.logDir, { recursive: true });
  }

  /** Process ids of the running children, by their names and by the names of their parts. */
  get pids(): Record<string, number | undefined> {
    return Object.fromEntries(
      [...this.#running].flatMap(([name, { pid }]) =>
        [name, ...(this.#parts.get(name) ?? [])].map((one) => [one, pid]),
      ),
    );
  }

  /**
   * Starts a child and resolves when it is ready. Its output until then goes to its log file only.
   *
   * @throws Error with the child's last output when it dies first or is idle for too long. A slow child does not fail.
   */
  async start(spec: ChildSpec): Promise<void> {
    this.#stopping.signal.throwIfAborted();
    const { name, parts = [] } = spec;
    const pathOf = (part: string) => join(this.#options.logDir, `${part}.log`);
    const path = pathOf(name);
    const logs = new Map([name, ...parts].map((part) => [part, createWriteStream(pathOf(part))]));
    this.#parts.set(name, parts);
    const run = this.#run(spec, logs);
    const failure = await run.ready;
    if (failure) {
      run.child.signal('SIGKILL');
      throw new Error([`${name} ${failure}. Its last output:`, ...run.tail, `Its log: ${path}`].join('\n'));
    }
    void this.#lookAfter(spec, logs, run);
  }

  /** Ends every child: SIGTERM, then SIGKILL for what is left after the grace time. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    const children = [...this.#running.values()];
    for (const child of children) {
      child.signal('SIGTERM');
    }
    const gone = Promise.all(children.map(({ exited }) => exited));
    const grace = new AbortController();
    await Promise.race([gone, delay(this.#options.graceMs, undefined, grace).catch(() => {})]);
    grace.abort();
    for (const child of children) {
      child.signal('SIGKILL');
    }
    await gone;
    this.#reaper.close();
  }

  #run(spec: ChildSpec, logs: ReadonlyMap<string, WriteStream>): Run {
    const tail: string[] = [];
    let said = 0;
    let silent = true;
    const child = startChild(spec, (output) => {
      said += 1;
      const { part, line } = partOf(output, spec.name);
      logs.get(part)?.write(`${line}\n`);
      if (tail.push(line) > TAIL_LINES) {
        tail.shift();
      }
      if (!silent && !this.#stopping.signal.aborted) {
        this.#options.print(part, line);
      }
    });
    this.#running.set(spec.name, child);
    writeFileSync(this.#options.pidFile, `${JSON.stringify(this.pids)}\n`);
    if (child.pid !== undefined) {
      const { pid } = child;
      this.#reaper.add(pid);
      void child.exited.then(() => this.#reaper.remove(pid));
    }
    const died = child.exited.then((reason) => `ended with ${reason} before it was ready`);
    const ready = Promise.race([died, this.#untilReady(spec, child, () => said)]).finally(() => {
      silent = spec.quiet ?? false;
    });
    return { child, tail, ready, started: Date.now() };
  }

  /** Resolves with undefined when ready, else with the reason. */
  async #untilReady(
    { name, ready = async () => true }: ChildSpec,
    { pid, exited }: Child,
    said: () => number,
  ): Promise<string | undefined> {
    let alive = true;
    void exited.then(() => {
      alive = false;
    });
    const { standsStillMs, waiting } = this.#options;
    const isReady = await whileWorking(
      { name, groups: () => (pid === undefined ? [] : [pid]), said, isDone: async () => !alive || ready() },
      { standsStillMs, waiting, signal: this.#stopping.signal },
    );
    if (isReady) return undefined;
    if (this.#stopping.signal.aborted) return 'was stopped before it was ready';
    const still = `stands still: it does not answer, and for ${standsStillMs / 1000} s it has used no CPU and no disk and said nothing`;
    return `${still}. Start again; if it does the same, look for what it waits for: a full disk, a lock, a stopped process`;
  }

  async #lookAfter(spec: ChildSpec, logs: ReadonlyMap<string, WriteStream>, first: Run): Promise<void> {
    let run = first;
    let backoff = FIRST_BACKOFF_MS;
    for (;;) {
      const reason = await run.child.exited;
      if (this.#stopping.signal.aborted) {
        return;
      }
      if (spec.onDeath === 'fail') {
        this.#options.onFailure(new Error(`${spec.name} ended with ${reason} and took its data along`));
        return;
      }
      backoff = Date.now() - run.started > STEADY_MS ? FIRST_BACKOFF_MS : backoff;
      this.#options.print(spec.name, `ended with ${reason}; starting it again`);
      await delay(backoff, undefined, { signal: this.#stopping.signal }).catch(() => {});
      if (this.#stopping.signal.aborted) {
        return;
      }
      backoff = Math.min(backoff * 2, MAX_BACKOFF_MS);
      run = this.#run(spec, logs);
    }
  }
}
