import { recordedAttempts } from './attempt.ts';
import { until } from './clock.ts';
import type { State } from './definition.ts';
import { Halted, StateError } from './errors.ts';
import { type Context, choose, evaluate, evaluatePaths } from './evaluate.ts';
import type { Execution } from './execution.ts';
import { detailsOf, type HistoryEvent, type NewEvent } from './history.ts';
import { readTask } from './resource.ts';
import { findCatcher, Retries } from './retry.ts';
import type { Limits, Tasks } from './tasks.ts';
import { Tokens } from './tokens.ts';

/** Where a state leads; the execution is over when there is no next. */
interface Step {
  output: unknown;
  next: string | undefined;
}

/** One visit to a state. */
interface Visit {
  execution: Execution;
  name: string;
  state: State;
  input: unknown;
  /** When it was entered, in milliseconds since the epoch. */
  entered: number;
  /** What was recorded since. */
  events: readonly HistoryEvent[];
  tasks: Tasks;
  signal: AbortSignal;
}

/** Plays an execution to its end, from its start or from the state at which its history breaks off. Never rejects. */
export async function play(execution: Execution, tasks: Tasks, signal: AbortSignal): Promise<void> {
  begin(execution);
  try {
    for (;;) {
      const visit = { ...currentVisit(execution), tasks, signal };
      const { output, next } = await step(visit);
      const exited = stateEvent(visit.name, visit.state, 'Exited', output);
      if (next === undefined) {
        execution.record(exited, { type: 'ExecutionSucceeded', details: { output: JSON.stringify(output) } });
        return;
      }
      execution.record(exited, enteredEvent(execution, next, output));
    }
  } catch (error) {
    if (signal.aborted || error instanceof Halted) return;
    const { error: name, cause } =
      error instanceof StateError ? error : new StateError('States.Runtime', String(error));
    execution.record({ type: 'ExecutionFailed', details: { error: name, cause } });
  }
}

/** Records the start, unless that was done. */
function begin(execution: Execution): void {
  const { events, start } = execution;
  const { input, roleArn, definition } = start;
  if (events.length === 0) {
    execution.record({
      type: 'ExecutionStarted',
      details: { input, inputDetails: { truncated: false }, roleArn },
    });
  }
  if (events.length === 1) execution.record(enteredEvent(execution, definition.StartAt, JSON.parse(input)));
}

/** The event with which an execution enters a state. */
function enteredEvent({ start }: Execution, name: string, input: unknown): NewEvent {
  return stateEvent(name, start.definition.States[name] as State, 'Entered', input);
}

function stateEvent(name: string, { Type }: State, what: 'Entered' | 'Exited', value: unknown): NewEvent {
  const text = JSON.stringify(value);
  const details = what === 'Entered' ? { name, input: text } : { name, output: text };
  return { type: `${Type}State${what}`, details };
}

function currentVisit(execution: Execution): Omit<Visit, 'tasks' | 'signal'> {
  const { events, start } = execution;
  const index = events.findLastIndex(({ type }) => type.endsWith('StateEntered'));
  const event = events[index] as HistoryEvent;
  const { name, input } = detailsOf(event) as { name: string; input: string };
  const state = start.definition.States[name] as State;
  const entered = event.timestamp;
  return { execution, name, state, input: JSON.parse(input), entered, events: events.slice(index + 1) };
}

async function step(visit: Visit): Promise<Step> {
  const { state, input } = visit;
  const context = contextOf(visit, 0);
  switch (state.Type) {
    case 'Task':
      return performTask(visit);
    case 'Choice':
      return choose(state, input, context);
    case 'Wait':
      await until(await waitsUntil(visit, context), visit.signal);
      return { output: await evaluate(state, input, context, (value) => value), next: state.Next };
    case 'Fail':
      throw await failure(visit, context);
    default: {
      const result = (value: unknown) => ('Result' in state ? state['Result'] : value);
      return { output: await evaluate(state, input, context, result), next: state.Next };
    }
  }
}

async function performTask(visit: Visit): Promise<Step> {
  const { execution, state, input, tasks, signal } = visit;
  const recorded = recordedAttempts(visit.events);
  const retries = new Retries(state.Retry);
  for (let number = 0; ; number += 1) {
    const attempt = recorded[number];
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
      const failedAt = attempt?.outcome?.timestamp ?? Date.now();
      await until(failedAt + delay, signal);
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
  const paths = {
    ...(TimeoutSecondsPath ? { 'timeout.$': TimeoutSecondsPath } : { timeout: TimeoutSeconds }),
    ...(HeartbeatSecondsPath ? { 'heartbeat.$': HeartbeatSecondsPath } : { heartbeat: HeartbeatSeconds }),
  };
  const { timeout, heartbeat } = await evaluatePaths(paths, state, input, context);
  return { ...seconds('timeout', timeout), ...seconds('heartbeat', heartbeat) };
}

function seconds(name: keyof Limits, value: unknown): Limits {
  if (value === undefined) return {};
  if (Number.isInteger(value) && Number(value) > 0) return { [name]: Number(value) };
  throw new StateError(
    'States.Runtime',
    `The ${name} must be a positive whole number of seconds, not ${value}`,
  );
}

/** The end of a Wait state, in milliseconds since the epoch. */
async function waitsUntil({ state, input, entered }: Visit, context: Context): Promise<number> {
  const { Seconds, SecondsPath, Timestamp, TimestampPath } = state;
  const paths = {
    ...(SecondsPath ? { 'seconds.$': SecondsPath } : { seconds: Seconds }),
    ...(TimestampPath ? { 'timestamp.$': TimestampPath } : { timestamp: Timestamp }),
  };
  const { seconds: duration, timestamp } = await evaluatePaths(paths, state, input, context);
  const time = timestamp === undefined ? entered + Number(duration) * 1000 : Date.parse(String(timestamp));
  if (Number.isNaN(time))
    throw new StateError('States.Runtime', 'A Wait state needs a number or a timestamp');
  return time;
}

async function failure({ state, input }: Visit, context: Context): Promise<StateError> {
  const { Error: error, ErrorPath, Cause, CausePath } = state;
  const paths = {
    ...(ErrorPath ? { 'error.$': ErrorPath } : { error }),
    ...(CausePath ? { 'cause.$': CausePath } : { cause: Cause }),
  };
  const values = await evaluatePaths(paths, state, input, context);
  return new StateError(String(values['error'] ?? ''), String(values['cause'] ?? ''));
}

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
function contextOf({ execution, name, entered }: Visit, retryCount: number): Context {
  const { executionArn, stateMachineArn, input, startDate, roleArn, ...start } = execution.start;
  return {
    Execution: {
      Id: executionArn,
      Input: JSON.parse(input),
      Name: start.name,
      RoleArn: roleArn,
      StartTime: new Date(startDate).toISOString(),
      RedriveCount: 0,
    },
    State: { Name: name, EnteredTime: new Date(entered).toISOString(), RetryCount: retryCount },
    StateMachine: { Id: stateMachineArn, Name: stateMachineArn.split(':').at(-1) },
  };
}
