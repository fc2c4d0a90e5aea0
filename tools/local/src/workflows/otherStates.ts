import { until } from './clock.ts';
import { StateError } from './errors.ts';
import { evaluate, evaluatePaths } from './evaluate.ts';
import { contextOf, type Step, type Visit } from './visit.ts';

/** Plays a visit to a Pass or Succeed state. */
export async function playPass(visit: Visit): Promise<Step> {
  const { state, input } = visit;
  const result = (value: unknown) => ('Result' in state ? state['Result'] : value);
  return { output: await evaluate(state, input, contextOf(visit), result), next: state.Next };
}

/** Plays a visit to a Wait state. The time counts from entering the state, even if that was in an earlier process. */
export async function playWait(visit: Visit): Promise<Step> {
  const { state, input, entered, signal } = visit;
  const { Seconds, SecondsPath, Timestamp, TimestampPath } = state;
  const template = {
    ...(SecondsPath ? { 'seconds.$': SecondsPath } : { seconds: Seconds }),
    ...(TimestampPath ? { 'timestamp.$': TimestampPath } : { timestamp: Timestamp }),
  };
  const { seconds, timestamp } = await evaluatePaths(template, state, input, contextOf(visit));
  const end = timestamp === undefined ? entered + Number(seconds) * 1000 : Date.parse(String(timestamp));
  if (Number.isNaN(end)) {
    throw new StateError('States.Runtime', 'A Wait state needs a number of seconds or a timestamp');
  }
  await until(end, signal);
  return playPass(visit);
}

/** The error with which a Fail state ends the execution. */
export async function failureOf(visit: Visit): Promise<StateError> {
  const { state, input } = visit;
  const { Error: error, ErrorPath, Cause: cause, CausePath } = state;
  const template = {
    ...(ErrorPath ? { 'error.$': ErrorPath } : { error }),
    ...(CausePath ? { 'cause.$': CausePath } : { cause }),
  };
  const values = await evaluatePaths(template, state, input, contextOf(visit));
  return new StateError(String(values['error'] ?? ''), String(values['cause'] ?? ''));
}
