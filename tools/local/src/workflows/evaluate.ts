import { ExecutionError, StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import type { State } from './definition.ts';
import { Halted, StateError } from './errors.ts';

/** The context that `$$.` paths read, with AWS's names. */
export type Context = Record<string, unknown>;

/** The library's longest timeout, in seconds: it must not fail a Task itself, because tasks.ts counts the timeouts. */
const LONGEST_TIMEOUT = 2_147_483;
/** Name of a machine's only state. No state of a definition can have it. */
const IT = '';

/** The fields by which a state shapes its input and output. */
const SHAPING = ['InputPath', 'Parameters', 'ResultSelector', 'ResultPath', 'OutputPath'];

/**
 * Plays the data flow of a state that has one next state. The input goes through InputPath and Parameters to `perform`, and
 * its result through ResultSelector, ResultPath and OutputPath.
 *
 * The library runs whole executions in memory. Here it gets one state at a time, so that an execution can be saved between
 * two states and resumed later.
 *
 * @throws StateError, or the error of `perform`
 */
export async function evaluate(
  state: Partial<State>,
  input: unknown,
  context: Context,
  perform: (input: unknown) => unknown,
): Promise<unknown> {
  // The library treats `$` in a ResultPath as the name of a field. `$` is the default of all three paths, so it is left
  // out.
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

/** Plays a Choice state. @returns the next state, and its input */
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
  // The library sets $$.Execution itself. Here, that would describe an execution of one state.
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
