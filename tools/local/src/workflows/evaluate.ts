import { ExecutionError, StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import type { State } from './definition.ts';
import { Halted, StateError } from './errors.ts';

/** What `$$.` paths see, by AWS's names. */
export type Context = Record<string, unknown>;

/** Over this time the library would fail a Task on its own account; tasks.ts counts the timeouts. In seconds. */
const LONGEST_TIMEOUT = 2_147_483;
/** The name of the one state of a machine; no state of a definition can have it. */
const IT = '';

/** The fields by which a state shapes its input and output. */
const SHAPING = ['InputPath', 'Parameters', 'ResultSelector', 'ResultPath', 'OutputPath'];

/**
 * Plays the data flow of a state that leads to one next state: its input through InputPath and Parameters to
 * `perform`, and what that answers through ResultSelector, ResultPath and OutputPath.
 *
 * The library runs whole executions in memory. It is given one state at a time instead, because between them is where
 * an execution can be written down and later go on.
 *
 * @throws StateError, or what `perform` throws
 */
export async function evaluate(
  state: Partial<State>,
  input: unknown,
  context: Context,
  perform: (input: unknown) => unknown,
): Promise<unknown> {
  // The library takes `$` for the name of a field in a ResultPath; it is the default of all three paths.
  const shaping = Object.entries(state).filter(([field, value]) => SHAPING.includes(field) && value !== '$');
  const task = { Type: 'Task', Resource: IT, TimeoutSeconds: LONGEST_TIMEOUT, End: true };
  const states = { [IT]: { ...Object.fromEntries(shaping), ...task } };
  return settle(run(states, input, context, perform).result);
}

/** The values of a payload template, e.g. `{"seconds.$": "$.delay"}`. */
export async function evaluatePaths(
  template: Record<string, unknown>,
  { InputPath }: State,
  input: unknown,
  context: Context,
): Promise<Record<string, unknown>> {
  const state = { Parameters: template, ...(InputPath === undefined ? {} : { InputPath }) };
  return (await evaluate(state, input, context, (value) => value)) as Record<string, unknown>;
}

/** Plays a Choice state: where it leads, and with what. */
export async function choose(
  state: State,
  input: unknown,
  context: Context,
): Promise<{ next: string; output: unknown }> {
  const rules = state['Choices'] as { Next: string }[];
  const targets = [...rules.map(({ Next }) => Next), ...[state['Default'] ?? []].flat().map(String)];
  const ends = Object.fromEntries(targets.map((name) => [name, { Type: 'Succeed' }]));
  const { result, eventLogs } = run({ ...ends, [IT]: state }, input, context);
  const output = await settle(result);
  let next = IT;
  for await (const event of eventLogs) {
    if (event.type === 'StateEntered') next = event.state.name;
  }
  return { next, output };
}

function run(
  states: Record<string, unknown>,
  input: unknown,
  context: Context,
  perform?: (input: unknown) => unknown,
) {
  // The library puts values of its own into $$.Execution, which here would be those of one state.
  const text = JSON.stringify({ StartAt: IT, States: states }).replaceAll('$$.Execution', () => '$$.Whole');
  const { Execution, ...others } = context;
  const machine = new StateMachine(JSON.parse(text) as StateMachineDefinition, {
    validationOptions: { noValidate: true },
  });
  return machine.run(input as never, {
    context: { ...others, Whole: Execution },
    overrides: { taskResourceLocalHandlers: { [IT]: async (value) => perform?.(value) as never } },
  });
}

async function settle(result: Promise<unknown>): Promise<unknown> {
  try {
    return await result;
  } catch (error) {
    const cause = error instanceof ExecutionError ? (error.cause as Error) : (error as Error);
    if (cause instanceof StateError || cause instanceof Halted) throw cause;
    throw new StateError(cause.name.startsWith('States.') ? cause.name : 'States.Runtime', cause.message);
  }
}
