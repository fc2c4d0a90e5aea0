import validate from 'asl-validator';
import {
  type Definition,
  definitionOf,
  everyMachine,
  everyState,
  failing,
  type State,
  stateMachines,
} from './definition.ts';
import type { Rule } from './rule.ts';

export const definitionsAreValid: Rule = {
  name: 'a state machine follows the Amazon States Language',
  violations: (template) =>
    stateMachines(template).flatMap(([id, machine]) => {
      // The validator changes its input. Function names are in place of ARNs here.
      const options = { checkPaths: true, checkArn: false };
      const { isValid, errorsText } = validate(structuredClone(definitionOf(machine)), options);
      return isValid ? [] : [`${id}: ${errorsText()}`];
    }),
  breaks: {
    'a next state that is not there': everyState('Task', (state) => {
      state.Next = 'Nowhere';
    }),
    'a path that is none': everyState('Task', (state) => {
      state.OutputPath = 'Payload';
    }),
    'two ways to say how long to wait': everyState('Task', (state) => {
      state.TimeoutSeconds = 60;
      state.TimeoutSecondsPath = '$.seconds';
    }),
  },
};

/** The state types that the local interpreter supports: tools/local/src/workflows/definition.ts. */
const LOCAL_TYPES = ['Task', 'Choice', 'Wait', 'Pass', 'Succeed', 'Fail'];

export const definitionsRunLocally: Rule = {
  name: 'a state machine uses JSONPath without Assign, and states that run locally too',
  violations: (template) => [
    ...stateMachines(template)
      .filter(([, machine]) => (definitionOf(machine).QueryLanguage ?? 'JSONPath') !== 'JSONPath')
      .map(([id]) => id),
    ...failing(
      template,
      ({ Type, QueryLanguage = 'JSONPath', ...fields }) =>
        LOCAL_TYPES.includes(Type) && QueryLanguage === 'JSONPath' && !('Assign' in fields),
    ),
  ],
  breaks: {
    'JSONata everywhere': everyMachine((machine) => {
      definitionOf(machine).QueryLanguage = 'JSONata';
    }),
    'JSONata in a state': everyState('Task', (state) => {
      state.QueryLanguage = 'JSONata';
    }),
    'a variable': everyState('Task', (state) => {
      state.Assign = { 'userId.$': '$.userId' };
    }),
    'a state of another type': everyState('Succeed', (state) => {
      state.Type = 'Parallel';
    }),
  },
};

export const tasksAreGuarded: Rule = {
  name: 'a Task state says how long it may take and what is tried again',
  violations: (template) =>
    failing(
      template,
      ({ Type, TimeoutSeconds, TimeoutSecondsPath, Retry = [] }) =>
        Type !== 'Task' || ((TimeoutSeconds ?? TimeoutSecondsPath) !== undefined && Retry.length > 0),
    ),
  breaks: {
    'no timeout': everyState('Task', (state) => {
      delete state.TimeoutSeconds;
    }),
    'no retry': everyState('Task', (state) => {
      delete state.Retry;
    }),
  },
};

/** The states to which a failure of any kind leads. */
const undoing = ({ States }: Definition): Set<string> =>
  new Set(
    Object.values(States)
      .flatMap(({ Catch = [] }) => Catch)
      .filter(({ ErrorEquals }) => ErrorEquals.includes('States.ALL'))
      .map(({ Next }) => Next),
  );

/** A redriven execution continues from the failed state; from a Fail state, it can only fail again. */
export const failuresAreUndone: Rule = {
  name: 'a failed Task state leads to one that undoes the others, which fails in place, so that a redrive goes on there',
  violations: (template) =>
    stateMachines(template).flatMap(([id, machine]) => {
      const definition = definitionOf(machine);
      const last = undoing(definition);
      return Object.entries(definition.States)
        .filter(([name, { Type, Catch = [] }]) => Type === 'Task' && last.has(name) === Catch.length > 0)
        .map(([name]) => `${id}.${name}`);
    }),
  breaks: {
    'nothing caught': everyState('Task', (state) => {
      state.Catch = [];
    }),
    'a failure to undo that ends in a Fail state': everyState('Task', (state) => {
      state.Catch ??= [{ ErrorEquals: ['States.ALL'], Next: 'Compensated' }];
    }),
  },
};

function nextStates({ Next, Default, Choices = [], Catch = [] }: State): string[] {
  return [Next, Default, ...[...Choices, ...Catch].map((rule) => rule.Next)].filter(
    (name) => name !== undefined,
  );
}

/** The states that can be reached from the start. */
function reachable({ StartAt, States }: Definition): Set<string> {
  const found = new Set([StartAt]);
  // Iteration over a set includes elements that are added during it.
  for (const name of found) {
    const state = States[name];
    for (const next of state ? nextStates(state) : []) found.add(next);
  }
  return found;
}

export const statesAreReachable: Rule = {
  name: 'every state of a state machine can be reached from its start',
  violations: (template) =>
    stateMachines(template).flatMap(([id, machine]) => {
      const definition = definitionOf(machine);
      const found = reachable(definition);
      return Object.keys(definition.States)
        .filter((name) => !found.has(name))
        .map((name) => `${id}.${name}`);
    }),
  breaks: {
    'two states that only lead to each other': everyMachine((machine) => {
      const { States } = definitionOf(machine);
      States.Ping = { Type: 'Pass', Next: 'Pong' };
      States.Pong = { Type: 'Pass', Next: 'Ping' };
    }),
  },
};
