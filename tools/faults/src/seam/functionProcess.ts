import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

/** One AWS call as it goes over the wire. */
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

/** What becomes of a call: its answer, or undefined for a connection that breaks before there is one. */
export type Fault = (call: Call, forward: Forward) => Promise<Answer | undefined>;

export const noFault: Fault = (call, forward) => forward(call);

/**
 * A process in which a function runs, as AWS sees it: its calls, and the moment from which on none of them leaves it.
 * The code of a lost process may still run in this one, but nothing that it does has an effect: its calls are refused,
 * its answer is not listened to and its log is not kept.
 */
export class FunctionProcess {
  readonly id = randomUUID();
  /** The calls that left the process. */
  readonly calls: string[] = [];
  /** The lines that it logged. */
  readonly log: string[] = [];
  readonly fault: Fault;
  /** What its clock shows; undefined for the real time. */
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

/** The process that the running code belongs to; none for the harness itself. */
export const current = new AsyncLocalStorage<FunctionProcess>();
