import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { unlessInspected } from '../inspect.ts';
import type { LambdaInstance } from './functionPool.ts';
import { InvocationError } from './invocationError.ts';
import { JsonText } from './jsonText.ts';
import { linesOf } from './lines.ts';
import { appIdOf } from './priority.ts';

/** A function as its template has it. */
export interface LocalFunction {
  /** Its name in serverless.yml. */
  key: string;
  /** Its name on AWS, e.g. `orderflow-orders-local-placeOrder`. */
  name: string;
  arn: string;
  /** Module and export, e.g. `src/handlers/placeOrder.handler`. */
  handler: string;
  timeoutSeconds: number;
  memoryMegabytes: number;
  environment: Record<string, string>;
  /** 0, or how far it yields to others; see priority.ts. */
  niceness: number;
}

/** A function's code: the bundle's path and the export's name. */
export interface Code {
  path: string;
  name: string;
}

/** Time for a bundle to load, else its function has failed. A slow machine takes some seconds. */
const LOAD_WITHIN_MS = 60_000;

/**
 * Each thread has a heap of its own, and V8 lets the young half of one grow to 48 MB. A request needs little of that; a batch
 * would spend a quarter of its time on collecting garbage.
 */
const youngMegabytes = ({ niceness }: LocalFunction): number => (niceness > 0 ? 24 : 6);

const script = join(import.meta.dirname, 'handlerThread.cjs');

type Message =
  | { isLoaded: true; isBroken: boolean }
  | { result?: string; error?: { errorType: string; message: string; stack: string } };

type Failure = ConstructorParameters<typeof InvocationError>[0];

interface Running {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** An execution environment of a function, played by a worker thread. It runs one invocation at a time. */
export class FunctionInstance implements LambdaInstance {
  readonly #function: LocalFunction;
  readonly #print: (line: string) => void;
  readonly #thread: Worker;
  /** Resolves when the bundle is loaded, or the thread has ended. */
  readonly #loaded = Promise.withResolvers<void>();
  #running: Running | undefined;
  #isAlive = true;
  #ended: Failure | undefined;

  constructor(definition: LocalFunction, { path, name }: Code, print: (line: string) => void) {
    this.#function = definition;
    this.#print = print;
    this.#thread = new Worker(script, {
      env: environmentOf(definition),
      workerData: { path, name, niceness: definition.niceness },
      resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes(definition) },
      stdout: true,
      stderr: true,
    });
    for (const output of [this.#thread.stdout, this.#thread.stderr]) output.on('data', linesOf(print));
    this.#thread.on('message', (message: Message) => this.#receive(message));
    this.#thread.on('error', ({ name: errorType, message, stack = '' }) =>
      this.#fail({ errorType, message, stack }),
    );
    this.#thread.on('exit', (code) =>
      this.#fail({ errorType: 'Runtime.ExitError', message: `Runtime exited with exit code ${code}` }),
    );
  }

  /**
   * False once it is unusable: its bundle cannot be loaded, or its thread ended (timeout, `process.exit`, uncaught error).
   */
  get isAlive(): boolean {
    return this.#isAlive;
  }

  /**
   * Runs one invocation. Loading the bundle does not count towards the timeout, as on AWS.
   *
   * @throws InvocationError with the handler's error, or Lambda's own error if the function timed out or ended
   */
  async run(event: unknown, clientContext: unknown): Promise<unknown> {
    const { key, name, arn, timeoutSeconds, memoryMegabytes } = this.#function;
    const awsRequestId = randomUUID();
    const context = {
      awsRequestId,
      callbackWaitsForEmptyEventLoop: true,
      clientContext,
      functionName: name,
      functionVersion: '$LATEST',
      invokedFunctionArn: arn,
      logGroupName: `/aws/lambda/${name}`,
      logStreamName: 'local',
      memoryLimitInMB: String(memoryMegabytes),
    };
    const timeoutMs = unlessInspected(timeoutSeconds * 1000);
    await this.#untilLoaded();
    const begun = performance.now();
    const timer = setTimeout(() => this.#timeOut(timeoutSeconds), timeoutMs);
    try {
      return await new Promise((resolve, reject) => {
        this.#running = { resolve, reject };
        if (this.#ended) return this.#fail(this.#ended);
        this.#thread.postMessage({
          event: JsonText.of(event).text,
          context,
          deadline: Date.now() + timeoutMs,
        });
      });
    } finally {
      clearTimeout(timer);
      const duration = performance.now() - begun;
      this.#print(
        `(λ: ${key}) RequestId: ${awsRequestId}  Duration: ${duration.toFixed(2)} ms  Billed Duration: ${Math.ceil(duration)} ms`,
      );
    }
  }

  async end(): Promise<void> {
    this.#isAlive = false;
    await this.#thread.terminate();
  }

  async #untilLoaded(): Promise<void> {
    const timer = setTimeout(() => this.#timeOut(LOAD_WITHIN_MS / 1000), unlessInspected(LOAD_WITHIN_MS));
    await this.#loaded.promise;
    clearTimeout(timer);
  }

  #timeOut(seconds: number): void {
    const message = `[504] - Lambda timeout. Task timed out after ${seconds.toFixed(2)} seconds`;
    this.#fail({ errorType: 'Sandbox.Timedout', message });
    void this.#thread.terminate();
  }

  /** Marks the thread as unusable and fails its invocation. */
  #fail(error: Failure): void {
    this.#isAlive = false;
    this.#ended ??= error;
    this.#loaded.resolve();
    this.#running?.reject(new InvocationError(error));
    this.#running = undefined;
  }

  #receive(message: Message): void {
    if ('isLoaded' in message) {
      this.#isAlive &&= !message.isBroken;
      this.#loaded.resolve();
      return;
    }
    // An environment stays in use after an error of the handler, as on AWS.
    const { result, error } = message;
    if (error) this.#running?.reject(new InvocationError(error));
    else this.#running?.resolve(result === undefined ? undefined : JSON.parse(result));
    this.#running = undefined;
  }
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
function environmentOf({
  name,
  handler,
  memoryMegabytes,
  environment,
  niceness,
}: LocalFunction): NodeJS.ProcessEnv {
  return {
    ...process.env,
    ...(niceness > 0 && { AWS_SDK_UA_APP_ID: appIdOf(niceness) }),
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMegabytes),
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    LANG: 'en_US.UTF-8',
    LAMBDA_TASK_ROOT: '/var/task',
    _HANDLER: handler,
    ...environment,
    IS_OFFLINE: 'true',
  };
}
