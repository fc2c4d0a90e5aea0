import { Attempt, type RecordedAttempt, resultOf } from './attempt.ts';
import { at } from './clock.ts';
import { StateError } from './errors.ts';
import type { Execution } from './execution.ts';
import type { InvokeFunction } from './invokeFunction.ts';
import type { TaskCall } from './resource.ts';
import type { SendMessage } from './sendMessage.ts';
import type { Tokens } from './tokens.ts';

/** How long an attempt may take, in seconds; without limit when left out. */
export interface Limits {
  timeout?: number;
  heartbeat?: number;
}

export interface AttemptOptions {
  execution: Execution;
  call: TaskCall;
  limits: Limits;
  token: string;
  /** The recorded events of this attempt, if any. */
  recorded: RecordedAttempt | undefined;
  signal: AbortSignal;
}

/** Runs the attempts at tasks, and resumes those that an earlier process left. */
export class Tasks {
  readonly #invoke: InvokeFunction;
  readonly #send: SendMessage;
  readonly tokens: Tokens;

  constructor(invoke: InvokeFunction, send: SendMessage, tokens: Tokens) {
    this.#invoke = invoke;
    this.#send = send;
    this.tokens = tokens;
  }

  /**
   * Runs an attempt to its end. An attempt that had ended is not run again. One that had not ended repeats its call, unless
   * the call was answered and only the callback is awaited.
   *
   * @returns the state's result
   * @throws StateError when the attempt fails or times out; the signal's reason when the execution is halted
   */
  async run(options: AttemptOptions): Promise<unknown> {
    const { execution, call, limits, token, recorded, signal } = options;
    if (recorded?.outcome) return resultOf(recorded.outcome);
    const scheduled = recorded?.scheduled ?? this.#schedule(options);
    signal.throwIfAborted();

    const attempt = new Attempt(execution, call);
    const ending = new AbortController();
    const abandon = () => attempt.abandon(signal.reason);
    signal.addEventListener('abort', abandon, { once: true });
    const cancelTimeout = limits.timeout
      ? at((scheduled?.timestamp ?? Date.now()) + limits.timeout * 1000, () =>
          attempt.timeOut('States.Timeout'),
        )
      : () => {};
    const heart = new Heart(limits.heartbeat, () => attempt.timeOut('States.HeartbeatTimeout'));
    if (call.waitsForToken) this.tokens.add(token, { attempt, beat: () => heart.beat() });
    if (!recorded?.submitted) void this.#call(attempt, ending.signal);
    try {
      return resultOf(await attempt.ended);
    } finally {
      cancelTimeout();
      heart.stop();
      this.tokens.delete(token);
      ending.abort();
      signal.removeEventListener('abort', abandon);
    }
  }

  #schedule({ execution, call, limits, token }: AttemptOptions) {
    const details = {
      ...call.scheduled,
      ...(limits.timeout ? { timeoutInSeconds: limits.timeout } : {}),
      ...(limits.heartbeat ? { heartbeatInSeconds: limits.heartbeat } : {}),
    };
    const event = { type: `${call.events}Scheduled`, details, ...(call.waitsForToken ? { token } : {}) };
    return execution.record(event, { type: `${call.events}Started`, details: call.common });
  }

  async #call(attempt: Attempt, signal: AbortSignal): Promise<void> {
    const { target, payload, waitsForToken, result } = attempt.call;
    try {
      const answer =
        'queue' in target
          ? await this.#send(target.queue, payload)
          : await this.#invoke(target.function, payload, signal);
      if (waitsForToken) attempt.submit(answer);
      else attempt.succeed(JSON.stringify(result(answer)));
    } catch (error) {
      if (error instanceof StateError) attempt.fail(error.error, error.cause);
      else if (!signal.aborted) attempt.fail('States.Runtime', String(error));
    }
  }
}

/** Calls back when no heartbeat came for some time. */
class Heart {
  readonly #seconds: number | undefined;
  readonly #onStop: () => void;
  #cancel = () => {};

  constructor(seconds: number | undefined, onStop: () => void) {
    this.#seconds = seconds;
    this.#onStop = onStop;
    this.beat();
  }

  beat(): void {
    this.stop();
    if (this.#seconds) this.#cancel = at(Date.now() + this.#seconds * 1000, this.#onStop);
  }

  stop(): void {
    this.#cancel();
  }
}
