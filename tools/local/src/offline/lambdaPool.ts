import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { FunctionPool, type LambdaInstance } from './functionPool.ts';
import { type Surroundings, yielding } from './priority.ts';

interface Serverless {
  config: { servicePath: string };
}
interface Options {
  /** Folder of the bundles, relative to the service's. */
  location?: string;
}
interface Definition extends Surroundings {
  /** Bundle and export, e.g. `src/handlers/placeOrder.handler`. */
  handler: string;
}
type LambdaFunction = new (
  key: string,
  definition: Definition,
  serverless: Serverless,
  options: Options,
) => LambdaInstance;

/** What serverless-offline asks of the object it gets for an invocation. */
type Invocation = Omit<LambdaInstance, 'cleanup'>;

/**
 * Makes the class that stands in for serverless-offline's LambdaFunctionPool (see hooks.ts). That one either
 * keeps running old code or, with `reloadHandler`, starts a worker thread for every request and keeps them all;
 * and it goes on using a worker that a timeout has ended.
 */
export function lambdaPoolOf(LambdaFunction: LambdaFunction) {
  return class LambdaPool {
    readonly #serverless: Serverless;
    readonly #options: Options;
    readonly #functions = new Map<string, FunctionPool>();

    constructor(serverless: Serverless, options: Options) {
      this.#serverless = serverless;
      this.#options = options;
    }

    start(): void {}

    async cleanup(): Promise<void> {
      await Promise.all([...this.#functions.values()].map((pool) => pool.cleanup()));
    }

    get(key: string, definition: Definition): Invocation {
      const pool = this.#functions.get(key) ?? this.#newPool(key, definition);
      this.#functions.set(key, pool);
      let event: unknown;
      let context: unknown;
      return {
        setEvent: (value) => {
          event = value;
        },
        setClientContext: (value) => {
          context = value;
        },
        runHandler: () =>
          pool
            .invoke((instance) => {
              instance.setClientContext(context);
              instance.setEvent(event);
            })
            .catch((error: Error) => {
              reportFailure(key, error);
              throw error;
            }),
      };
    }

    #newPool(key: string, definition: Definition): FunctionPool {
      const folder = resolve(this.#serverless.config.servicePath, this.#options.location ?? '');
      const path = resolve(folder, definition.handler.replace(/\.[^.]+$/, ''));
      return new FunctionPool({
        create: () => new LambdaFunction(key, yielding(definition), this.#serverless, this.#options),
        version: () => bundleVersion(path),
      });
    }
  };
}

/** What Lambda counts as an error of the function, for the local alarms: serverless-offline's own words name no function. */
function reportFailure(key: string, { name, message }: Error): void {
  const timestamp = new Date().toISOString();
  const line = {
    timestamp,
    level: 'ERROR',
    message: 'invocation failed',
    function: key,
    error: { name, message },
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function bundleVersion(path: string): string {
  for (const extension of ['.cjs', '.js', '.mjs']) {
    const stat = statSync(path + extension, { throwIfNoEntry: false });
    if (stat) {
      return `${stat.mtimeMs}-${stat.size}`;
    }
  }
  return 'none';
}
