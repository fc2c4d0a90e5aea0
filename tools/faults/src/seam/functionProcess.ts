import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

/** One AWS call in the form of its HTTP request. */
export interface Call {
  /** E.g. `DynamoDB.PutItem`. */
  name: string;
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

export type Forward = (call: Call) => Promise<Answer>;

/** Decides the result of a call: its answer, or undefined if the connection breaks first. */
export type Fault = (call: Call, forward: Forward) => Promise<Answer | undefined>;

export const noFault: Fault = (call, forward) => forward(call);

/**
 * The emulated process of a function, as AWS sees it: its calls, and whether it is lost. The code of a lost process
 * may still run, but has no effect: its calls are refused, its answer is ignored and its log is not kept.
 */
export class FunctionProcess {
  readonly id = randomUUID();
  /** The calls that the process sent. */
  readonly calls: string[] = [];
  /** The lines that the process logged. */
  readonly log: string[] = [];
  readonly fault: Fault;
  /** The process's clock; undefined for the real time. */
  readonly clock: (() => number) | undefined;
  readonly #lost = Promise.withResolvers<'lost'>();
  isLost = false;

  constructor(fault: Fault = noFault, clock?: () => number) {
    this.fault = fault;
    this.clock = clock;
  }

  get lost(): Promise<'lost'> {
    return this.#lost.promise;
  }

  lose(): void {
    this.isLost = true;
    this.#lost.resolve('lost');
  }
}

/** The process of the running code; undefined for the harness itself. */
export const current = new AsyncLocalStorage<FunctionProcess>();
