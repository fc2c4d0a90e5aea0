import { recordedAttempts } from './attempt.ts';
import { until } from './clock.ts';
import { StateError } from './errors.ts';
import { type Context, evaluate, evaluatePaths } from './evaluate.ts';
import { readTask } from './resource.ts';
import { findCatcher, Retries } from './retry.ts';
import type { Limits } from './tasks.ts';
import { Tokens } from './tokens.ts';
import { contextOf, type Step, type Visit } from './visit.ts';

/**
 * Plays a visit to a Task state: makes attempts until one succeeds or no retrier handles its error; then the catchers
 * apply. Attempts in the history are not repeated, so a visit goes on where it was cut off.
 *
 * @throws StateError that nothing caught
 */
export async function playTask(visit: Visit): Promise<Step> {
  const { execution, state, input, tasks, signal } = visit;
  const recorded = recordedAttempts(visit.events);
  const retries = new Retries(state.Retry);
  for (;;) {
    const attempt = recorded.shift();
    const token = attempt?.scheduled.token ?? Tokens.create(execution.start.executionArn);
    const context = { ...contextOf(visit, retries.total), Task: { Token: token } };
    const limits = await limitsOf(visit, context);
    try {
      const output = await evaluate(state, input, context, (value) => {
        const call = readTask(String(state['Resource']), value);
        return tasks.run({ execution, call, limits, token, recorded: attempt, signal });
      });
      return { output, next: state.Next };
    } catch (error) {
      if (!(error instanceof StateError)) throw error;
      const delay = retries.next(error);
      if (delay === undefined) return catchError(visit, error, context);
      await until((attempt?.outcome?.timestamp ?? Date.now()) + delay, signal);
    }
  }
}

async function catchError({ state, input }: Visit, error: StateError, context: Context): Promise<Step> {
  const catcher = findCatcher(state.Catch, error);
  if (!catcher) throw error;
  const shape = 'ResultPath' in catcher ? { ResultPath: catcher.ResultPath } : {};
  const output = await evaluate(shape, input, context, () => ({ Error: error.error, Cause: error.cause }));
  return { output, next: catcher.Next };
}

async function limitsOf({ state, input }: Visit, context: Context): Promise<Limits> {
  const { TimeoutSeconds, TimeoutSecondsPath, HeartbeatSeconds, HeartbeatSecondsPath } = state;
  const template = {
    ...(TimeoutSecondsPath ? { 'timeout.$': TimeoutSecondsPath } : { timeout: TimeoutSeconds }),
    ...(HeartbeatSecondsPath ? { 'heartbeat.$': HeartbeatSecondsPath } : { heartbeat: HeartbeatSeconds }),
  };
  const { timeout, heartbeat } = await evaluatePaths(template, state, input, context);
  return { ...limit('timeout', timeout), ...limit('heartbeat', heartbeat) };
}

function limit(name: keyof Limits, seconds: unknown): Limits {
  if (seconds === undefined) return {};
  if (Number.isInteger(seconds) && Number(seconds) > 0) return { [name]: Number(seconds) };
  throw new StateError(
    'States.Runtime',
    `The ${name} must be a positive whole number of seconds, not ${seconds}`,
  );
}
