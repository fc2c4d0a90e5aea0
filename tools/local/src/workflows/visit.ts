import type { State } from './definition.ts';
import type { Context } from './evaluate.ts';
import type { Execution } from './execution.ts';
import { detailsOf, type HistoryEvent } from './history.ts';
import type { Tasks } from './tasks.ts';

/** One visit to a state. */
export interface Visit {
  execution: Execution;
  name: string;
  state: State;
  input: unknown;
  /** When it was entered, in milliseconds since the epoch. */
  entered: number;
  /** The events recorded since. */
  events: readonly HistoryEvent[];
  tasks: Tasks;
  signal: AbortSignal;
}

/** The outcome of a visit. Without a next state, the execution is over. */
export interface Step {
  output: unknown;
  next: string | undefined;
}

/**
 * The last visit in an execution's history. A redrive starts the visit again: attempts, retries and times count from there.
 */
export function currentVisit(execution: Execution, tasks: Tasks, signal: AbortSignal): Visit {
  const { events, start } = execution;
  const index = events.findLastIndex(({ type }) => type.endsWith('StateEntered'));
  const event = events[index] as HistoryEvent;
  const again = events.findLastIndex(({ type }) => type === 'ExecutionRedriven');
  const { name, input } = detailsOf(event) as { name: string; input: string };
  return {
    execution,
    name,
    state: start.definition.States[name] as State,
    input: JSON.parse(input),
    entered: events[Math.max(index, again)]?.timestamp ?? event.timestamp,
    events: events.slice(Math.max(index, again) + 1),
    tasks,
    signal,
  };
}

/**
 * The context that `$$.` paths read in a visit.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html
 */
export function contextOf({ execution, name, entered }: Visit, retryCount = 0): Context {
  const { executionArn, stateMachineArn, input, startDate, roleArn, ...start } = execution.start;
  const { count, at } = execution.redriven;
  return {
    Execution: {
      Id: executionArn,
      Input: JSON.parse(input),
      Name: start.name,
      RoleArn: roleArn,
      StartTime: new Date(startDate).toISOString(),
      RedriveCount: count,
      ...(at === undefined ? {} : { RedriveTime: new Date(at).toISOString() }),
    },
    State: { Name: name, EnteredTime: new Date(entered).toISOString(), RetryCount: retryCount },
    StateMachine: { Id: stateMachineArn, Name: stateMachineArn.split(':').at(-1) },
  };
}
