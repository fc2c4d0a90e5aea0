import type { Catcher, Retrier } from './definition.ts';
import type { StateError } from './errors.ts';

const TIMEOUTS = ['States.Timeout', 'States.HeartbeatTimeout'];
/** Errors of the definition or its data. `ErrorEquals` must name them: States.ALL and States.TaskFailed do not match. */
const NOT_IN_ALL = ['States.Runtime', 'States.DataLimitExceeded'];

/** True if a retrier or catcher with these `ErrorEquals` handles the error of a Task state. */
export function matches(errorEquals: readonly string[], { error }: StateError): boolean {
  return errorEquals.some((name) => {
    if (name === 'States.ALL') return !NOT_IN_ALL.includes(error);
    if (name === 'States.TaskFailed') return !TIMEOUTS.includes(error) && !NOT_IN_ALL.includes(error);
    if (name === 'States.Timeout') return TIMEOUTS.includes(error);
    return name === error;
  });
}

/** The first catcher that handles the error. */
export function findCatcher(catchers: readonly Catcher[] = [], error: StateError): Catcher | undefined {
  return catchers.find(({ ErrorEquals }) => matches(ErrorEquals, error));
}

/**
 * Counts the attempts of one visit to a state: each retrier has its own count.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html#error-handling-retrying-after-an-error
 */
export class Retries {
  readonly #retriers: readonly Retrier[];
  readonly #counts = new Map<Retrier, number>();
  #total = 0;
  readonly #random: () => number;

  constructor(retriers: readonly Retrier[] = [], random = Math.random) {
    this.#retriers = retriers;
    this.#random = random;
  }

  /** How often the state was retried in all. */
  get total(): number {
    return this.#total;
  }

  /** How long to wait before the next attempt, in milliseconds; undefined when there is none. */
  next(error: StateError): number | undefined {
    const retrier = this.#retriers.find(({ ErrorEquals }) => matches(ErrorEquals, error));
    if (!retrier) return undefined;
    const count = this.#counts.get(retrier) ?? 0;
    if (count >= (retrier.MaxAttempts ?? 3)) return undefined;
    this.#counts.set(retrier, count + 1);
    this.#total += 1;
    const { IntervalSeconds = 1, BackoffRate = 2, MaxDelaySeconds = Number.POSITIVE_INFINITY } = retrier;
    const seconds = Math.min(IntervalSeconds * BackoffRate ** count, MaxDelaySeconds);
    return seconds * 1000 * (retrier.JitterStrategy === 'FULL' ? this.#random() : 1);
  }
}
