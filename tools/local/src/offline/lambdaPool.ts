import { statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { endingOf } from '../events/ending.ts';
import { type Ending, record } from '../events/recorded.ts';
import { isInspected } from '../inspect.ts';
import { errorTypeOf } from './errorType.ts';
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
  /** `orderflow-orders-local-placeOrder` */
  name: string;
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
            .then(
              (answer) => {
                const kept = keep(definition.name, event, endingOf(answer));
                if (kept) say('INFO', 'event recorded', { function: key, ...kept });
                return answer;
              },
              (error: Error) => {
                reportFailure(key, error, keep(definition.name, event, 'failed'));
                throw error;
              },
            ),
      };
    }

    #newPool(key: string, definition: Definition): FunctionPool {
      const folder = resolve(this.#serverless.config.servicePath, this.#options.location ?? '');
      const path = resolve(folder, definition.handler.replace(/\.[^.]+$/, ''));
      return new FunctionPool({
        create: () => new LambdaFunction(key, yielding(definition), this.#serverless, this.#options),
        version: () => bundleVersion(path),
        // A breakpoint stops one invocation at a time.
        ...(isInspected() && { maxInstances: 1 }),
      });
    }
  };
}

/** What Lambda counts as an error of the function, for the local alarms: serverless-offline's own words name no function. */
function reportFailure(key: string, error: Error, kept?: Kept): void {
  const { message, stack } = error;
  const failure = { name: errorTypeOf(error), message, stack };
  say('ERROR', 'invocation failed', { function: key, error: failure, ...kept });
}

function say(level: 'INFO' | 'ERROR', message: string, fields: object): void {
  const timestamp = new Date().toISOString();
  process.stdout.write(`${JSON.stringify({ timestamp, level, message, ...fields })}\n`);
}

/** What runs a recorded event again. */
interface Kept {
  again: string;
}

/** A service that somebody starts by hand without this copy's environment records nothing. */
function keep(functionName: string, event: unknown, ending: Ending): Kept | undefined {
  const stateDir = process.env['ORDERFLOW_STATE_DIR'];
  const path = stateDir && record(stateDir, functionName, event, ending);
  if (!path) return undefined;
  const shown = relative(resolve(import.meta.dirname, '../../../..'), path);
  return { again: `pnpm invoke ${functionName} --event ${/^[\w./-]+$/.test(shown) ? shown : `'${shown}'`}` };
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
