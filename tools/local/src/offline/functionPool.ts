/** serverless-offline's LambdaFunction: a worker thread that runs one invocation at a time. */
export interface LambdaInstance {
  setEvent(event: unknown): void;
  setClientContext(context: unknown): void;
  runHandler(): Promise<unknown>;
  cleanup(): Promise<void>;
}

interface Idle {
  instance: LambdaInstance;
  version: string;
  expiry: NodeJS.Timeout;
}

export interface FunctionPoolOptions {
  create(): LambdaInstance;
  /** Changes when the function's bundle was built anew. */
  version(): string;
  /**
   * Invocations at a time; more wait for their turn, as on a laptop more threads only make all of them slower. Each is
   * about 25 MB.
   */
  maxInstances?: number;
  idleMs?: number;
}

/** The instances of one function: kept warm, replaced when the code changed or an invocation timed out. */
export class FunctionPool {
  readonly #options: Required<FunctionPoolOptions>;
  readonly #idle: Idle[] = [];
  readonly #waiting: (() => void)[] = [];
  #busy = 0;

  constructor(options: FunctionPoolOptions) {
    this.#options = { maxInstances: 4, idleMs: 60_000, ...options };
  }

  /** Runs one invocation on an instance of the function's current code. */
  async invoke(prepare: (instance: LambdaInstance) => void): Promise<unknown> {
    if (this.#busy >= this.#options.maxInstances) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else {
      this.#busy += 1;
    }
    const version = this.#options.version();
    let reusable = true;
    let instance: LambdaInstance | undefined;
    try {
      instance = this.#takeIdle(version) ?? this.#options.create();
      prepare(instance);
      return await instance.runHandler();
    } catch (error) {
      // A timeout ends the worker thread; an error of the handler leaves it as good as on AWS.
      reusable = (error as Error)?.constructor?.name !== 'LambdaTimeoutError';
      throw error;
    } finally {
      if (instance && reusable) {
        this.#keep(instance, version);
      }
      this.#passTurnOn();
    }
  }

  async cleanup(): Promise<void> {
    await Promise.all(this.#idle.splice(0).map((idle) => this.#end(idle)));
  }

  #takeIdle(version: string): LambdaInstance | undefined {
    for (let idle = this.#idle.pop(); idle; idle = this.#idle.pop()) {
      if (idle.version === version) {
        clearTimeout(idle.expiry);
        return idle.instance;
      }
      void this.#end(idle);
    }
    return undefined;
  }

  #keep(instance: LambdaInstance, version: string): void {
    const expiry = setTimeout(() => {
      this.#idle.splice(this.#idle.indexOf(idle), 1);
      void this.#end(idle);
    }, this.#options.idleMs).unref();
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
    await instance.cleanup();
  }
}
