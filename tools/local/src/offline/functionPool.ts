/** An execution environment of a function: it runs one invocation at a time. */
export interface LambdaInstance {
  readonly isAlive: boolean;
  run(event: unknown, clientContext: unknown): Promise<unknown>;
  end(): Promise<void>;
}

interface Idle {
  instance: LambdaInstance;
  version: string;
  expiry: NodeJS.Timeout;
}

export interface FunctionPoolOptions<Code> {
  /** The function's code from its current sources. Its version changes with the code. */
  code(): Promise<Code>;
  create(code: Code): LambdaInstance;
  /**
   * Most invocations at a time; others wait. On a laptop, more threads only slow all of them down. Each takes about 10 MB.
   */
  maxInstances?: number;
  /** How long an instance is kept when nothing comes: longer than the minute of the most frequent schedules. */
  idleMs?: number;
  /** The same for an instance that another idle one could stand in for. */
  spareMs?: number;
}

/** The instances of one function: kept warm, replaced when the code changed or their thread ended. */
export class FunctionPool<Code extends { version: string }> {
  readonly #options: Required<FunctionPoolOptions<Code>>;
  readonly #idle: Idle[] = [];
  readonly #waiting: (() => void)[] = [];
  #busy = 0;

  constructor(options: FunctionPoolOptions<Code>) {
    this.#options = { maxInstances: 4, idleMs: 90_000, spareMs: 10_000, ...options };
  }

  /** Runs one invocation on an instance of the function's current code. */
  async invoke(event: unknown, clientContext?: unknown): Promise<unknown> {
    if (this.#busy >= this.#options.maxInstances) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else {
      this.#busy += 1;
    }
    try {
      const code = await this.#options.code();
      const instance = this.#takeIdle(code.version) ?? this.#options.create(code);
      try {
        return await instance.run(event, clientContext);
      } finally {
        this.#keep(instance, code.version);
      }
    } finally {
      this.#passTurnOn();
    }
  }

  async cleanup(): Promise<void> {
    await Promise.all(this.#idle.splice(0).map((idle) => this.#end(idle)));
  }

  #takeIdle(version: string): LambdaInstance | undefined {
    for (let idle = this.#idle.pop(); idle; idle = this.#idle.pop()) {
      if (idle.version === version && idle.instance.isAlive) {
        clearTimeout(idle.expiry);
        return idle.instance;
      }
      void this.#end(idle);
    }
    return undefined;
  }

  #keep(instance: LambdaInstance, version: string): void {
    if (!instance.isAlive) {
      void instance.end();
      return;
    }
    const { idleMs, spareMs } = this.#options;
    const expiry = setTimeout(
      () => {
        this.#idle.splice(this.#idle.indexOf(idle), 1);
        void this.#end(idle);
      },
      this.#idle.length > 0 ? spareMs : idleMs,
    ).unref();
    const idle: Idle = { instance, version, expiry };
    this.#idle.push(idle);
  }

  #passTurnOn(): void {
    const next = this.#waiting.shift();
    if (next) {
      next();
    } else {
      this.#busy -= 1;
    }
  }

  async #end({ instance, expiry }: Idle): Promise<void> {
    clearTimeout(expiry);
    await instance.end();
  }
}
