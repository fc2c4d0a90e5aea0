import { relative, resolve } from 'node:path';
import { endingOf } from '../events/ending.ts';
import { type Ending, record } from '../events/recorded.ts';
import { isInspected } from '../inspect.ts';
import { FunctionPool } from './functionPool.ts';
import { FunctionInstance, type LocalFunction } from './instance.ts';
import { errorTypeOf } from './invocationError.ts';
import type { Bundle } from './moduleBundle.ts';

/** The methods that serverless-offline calls for an invocation. */
interface Invocation {
  setEvent(event: unknown): void;
  setClientContext(context: unknown): void;
  runHandler(): Promise<unknown>;
}

/**
 * Replaces serverless-offline's LambdaFunctionPool (see hooks.ts). The original either keeps running old code or, with
 * `reloadHandler`, starts a worker thread for every request and keeps them all. Each of its threads loads a TypeScript
 * compiler, and an uncaught error of a function ends the whole process.
 */
export class LambdaPool {
  readonly #pools: Map<string, { name: string; pool: FunctionPool<Bundle> }>;
  readonly #print: (line: string) => void;

  /**
   * @param bundle builds the bundle of a handler's module if its sources changed
   * @param print prints the functions' output and a report of each invocation
   */
  constructor(
    functions: readonly LocalFunction[],
    bundle: (module: string) => Promise<Bundle>,
    print: (line: string) => void,
  ) {
    this.#print = print;
    this.#pools = new Map(
      functions.map((one) => {
        const [, module = '', name = ''] = /^(.*)\.([^./]+)$/.exec(one.handler) ?? [];
        const create = ({ path }: Bundle) => new FunctionInstance(one, { path, name }, print);
        const pool = new FunctionPool({
          code: () => bundle(module),
          create,
          // With a debugger, one invocation runs at a time.
          ...(isInspected() && { maxInstances: 1 }),
        });
        return [one.key, { name: one.name, pool }];
      }),
    );
  }

  start(): void {}

  async cleanup(): Promise<void> {
    await Promise.all([...this.#pools.values()].map(({ pool }) => pool.cleanup()));
  }

  get(key: string): Invocation {
    let event: unknown;
    let context: unknown;
    return {
      setEvent: (value) => {
        event = value;
      },
      setClientContext: (value) => {
        context = value;
      },
      runHandler: async () => {
        const found = this.#pools.get(key);
        if (!found) throw new Error(`there is no function ${key}`);
        try {
          const answer = await found.pool.invoke(event, context);
          const kept = keep(found.name, event, endingOf(answer));
          if (kept) this.#print(logLine('INFO', 'event recorded', { function: key, ...kept }));
          return answer;
        } catch (error) {
          this.#print(failureLine(key, error as Error, keep(found.name, event, 'failed')));
          throw error;
        }
      },
    };
  }
}

/** The log line of a failed invocation. The local alarms count it as an error of the function. */
function failureLine(key: string, error: Error, kept?: Kept): string {
  const { message, stack } = error;
  const failure = { name: errorTypeOf(error), message, stack };
  return logLine('ERROR', 'invocation failed', { function: key, error: failure, ...kept });
}

function logLine(level: 'INFO' | 'ERROR', message: string, fields: object): string {
  return JSON.stringify({ timestamp: new Date().toISOString(), level, message, ...fields });
}

/** The command that runs a recorded event again. */
interface Kept {
  again: string;
}

function keep(functionName: string, event: unknown, ending: Ending): Kept | undefined {
  const stateDir = process.env['ORDERFLOW_STATE_DIR'];
  const path = stateDir && record(stateDir, functionName, event, ending);
  if (!path) return undefined;
  const shown = relative(resolve(import.meta.dirname, '../../../..'), path);
  return { again: `pnpm invoke ${functionName} --event ${/^[\w./-]+$/.test(shown) ? shown : `'${shown}'`}` };
}
