import type { State } from './definition.ts';
import { StateError } from './errors.ts';
import { choose } from './evaluate.ts';
import type { Execution } from './execution.ts';
import type { NewEvent } from './history.ts';
import { failureOf, playPass, playWait } from './otherStates.ts';
import { playTask } from './taskState.ts';
import type { Tasks } from './tasks.ts';
import { contextOf, currentVisit, type Step, type Visit } from './visit.ts';

/**
 * Plays an execution to its end, from its start or from the last state in its history. Never rejects.
 *
 * @param signal halts it without recording anything
 */
export async function play(execution: Execution, tasks: Tasks, signal: AbortSignal): Promise<void> {
  begin(execution);
  try {
    while (execution.status === 'RUNNING') {
      const visit = currentVisit(execution, tasks, signal);
      const { output, next } = await step(visit);
      signal.throwIfAborted();
      const exited = stateEvent(visit.name, visit.state, 'Exited', output);
      execution.record(
        exited,
        next === undefined ? succeeded(output) : enteredEvent(execution, next, output),
      );
    }
  } catch (error) {
    if (signal.aborted) return;
    const failure = error instanceof StateError ? error : new StateError('States.Runtime', String(error));
    execution.record({
      type: 'ExecutionFailed',
      details: { error: failure.error, cause: failure.cause },
    });
  }
}

async function step(visit: Visit): Promise<Step> {
  switch (visit.state.Type) {
    case 'Task':
      return playTask(visit);
    case 'Choice':
      return choose(visit.state, visit.input, contextOf(visit));
    case 'Wait':
      return playWait(visit);
    case 'Pass':
    case 'Succeed':
      return playPass(visit);
    case 'Fail':
      throw await failureOf(visit);
  }
}

/** Records the start, unless it is recorded already. */
function begin(execution: Execution): void {
  const { events, start } = execution;
  const { input, roleArn, definition } = start;
  if (events.length === 0) {
    const details = { input, inputDetails: { truncated: false }, roleArn };
    execution.record({ type: 'ExecutionStarted', details });
  }
  if (events.length === 1) {
    execution.record(enteredEvent(execution, definition.StartAt, JSON.parse(input)));
  }
}

function enteredEvent({ start }: Execution, name: string, input: unknown): NewEvent {
  return stateEvent(name, start.definition.States[name] as State, 'Entered', input);
}

function stateEvent(name: string, { Type }: State, what: 'Entered' | 'Exited', value: unknown): NewEvent {
  const text = JSON.stringify(value);
  const details = what === 'Entered' ? { name, input: text } : { name, output: text };
  return { type: `${Type}State${what}`, details };
}

function succeeded(output: unknown): NewEvent {
  return { type: 'ExecutionSucceeded', details: { output: JSON.stringify(output) } };
}
