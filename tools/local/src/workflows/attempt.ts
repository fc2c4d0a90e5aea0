import { StateError } from './errors.ts';
import type { Execution } from './execution.ts';
import { type Details, detailsOf, type HistoryEvent } from './history.ts';
import type { TaskCall } from './resource.ts';

/** One attempt at a task, as recorded in the history. */
export interface RecordedAttempt {
  scheduled: HistoryEvent;
  /** True if the function has answered and the task waits for a callback. */
  submitted: boolean;
  /** How it ended; absent while it runs. */
  outcome?: HistoryEvent;
}

/** Finds the attempts among the events of one visit to a state. */
export function recordedAttempts(events: readonly HistoryEvent[]): RecordedAttempt[] {
  const attempts: RecordedAttempt[] = [];
  for (const event of events) {
    const [, what] =
      /^(?:Task|LambdaFunction)(Scheduled|Submitted|Succeeded|Failed|TimedOut)$/.exec(event.type) ?? [];
    const attempt = attempts.at(-1);
    if (what === 'Scheduled') attempts.push({ scheduled: event, submitted: false });
    else if (what === 'Submitted' && attempt) attempt.submitted = true;
    else if (what && attempt) attempt.outcome = event;
  }
  return attempts;
}

/**
 * The result in an attempt's last event.
 *
 * @throws StateError when the event is a failure
 */
export function resultOf(outcome: HistoryEvent): unknown {
  const { output, error, cause } = detailsOf(outcome) as Record<string, string>;
  if (output !== undefined) return JSON.parse(output);
  throw new StateError(error ?? 'States.TaskFailed', cause);
}

/** Step Functions' limit on inputs and outputs of states, in bytes. */
export const MAXIMUM_BYTES = 262_144;

/** A running attempt. Its function, a callback or a timeout ends it: the first one counts. */
export class Attempt {
  readonly call: TaskCall;
  readonly #execution: Execution;
  readonly #ended = Promise.withResolvers<HistoryEvent>();
  #over = false;

  constructor(execution: Execution, call: TaskCall) {
    this.#execution = execution;
    this.call = call;
    this.#ended.promise.catch(() => {});
  }

  /** Resolves with the attempt's last event. */
  get ended(): Promise<HistoryEvent> {
    return this.#ended.promise;
  }

  get over(): boolean {
    return this.#over;
  }

  /** Records that the function has been called and the callback is awaited. */
  submit(payload: unknown): void {
    if (this.#over) return;
    const output = JSON.stringify(this.call.result(payload));
    this.#execution.record({ type: 'TaskSubmitted', details: { ...this.call.common, output } });
  }

  /** @param output JSON text */
  succeed(output: string): void {
    if (Buffer.byteLength(output) > MAXIMUM_BYTES) {
      const cause = `The result is over the maximum of ${MAXIMUM_BYTES} bytes`;
      this.#end('Failed', { error: 'States.DataLimitExceeded', cause });
    } else {
      this.#end('Succeeded', { output, outputDetails: { truncated: false } });
    }
  }

  fail(error: string, cause: string): void {
    this.#end('Failed', { error, cause });
  }

  timeOut(error: 'States.Timeout' | 'States.HeartbeatTimeout'): void {
    this.#end('TimedOut', { error });
  }

  /** Ends the attempt of a halted execution. Nothing is recorded, so a restart resumes the attempt. */
  abandon(reason: unknown): void {
    this.#over = true;
    this.#ended.reject(reason);
  }

  #end(what: 'Succeeded' | 'Failed' | 'TimedOut', details: Details): void {
    if (this.#over) return;
    this.#over = true;
    const { events, common } = this.call;
    const event = this.#execution.record({ type: `${events}${what}`, details: { ...common, ...details } });
    if (event) this.#ended.resolve(event);
  }
}
