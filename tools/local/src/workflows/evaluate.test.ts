import { expect, test } from '@jest/globals';
import { StateError } from './errors.ts';
import { choose, evaluate, evaluatePaths } from './evaluate.ts';

const context = { Execution: { Name: 'ada', StartTime: '2026-01-01T00:00:00.000Z' }, Task: { Token: 't' } };
const echo = (input: unknown) => input;

test('a state shapes its input and its output', async () => {
  const seen: unknown[] = [];
  const state = {
    InputPath: '$.order',
    Parameters: { 'id.$': '$.id', 'text.$': "States.Format('{}-{}', $.id, $$.Execution.Name)" },
    ResultSelector: { 'total.$': '$.sum' },
    ResultPath: '$.result',
    OutputPath: '$.result',
  };
  const perform = (input: unknown) => {
    seen.push(input);
    return { sum: 7, more: true };
  };
  expect(await evaluate(state, { order: { id: 'o1' } }, context, perform)).toEqual({ total: 7 });
  expect(seen).toEqual([{ id: 'o1', text: 'o1-ada' }]);
});

test('the context is that of the execution, not that of the one state that is played', async () => {
  const template = { 'at.$': '$$.Execution.StartTime', 'token.$': '$$.Task.Token' };
  expect(await evaluatePaths(template, { Type: 'Wait' }, {}, context)).toEqual({
    at: '2026-01-01T00:00:00.000Z',
    token: 't',
  });
});

test.each([null, 0, false, '', []])('%j goes through whole', async (value) => {
  const paths = { InputPath: '$', ResultPath: '$', OutputPath: '$' };
  expect(await evaluate(paths, value, context, echo)).toEqual(value);
});

test('a result can be left out', async () => {
  expect(await evaluate({ ResultPath: null }, { a: 1 }, context, () => 'gone')).toEqual({ a: 1 });
});

test('a path to nothing is an error of the definition', async () => {
  await expect(evaluate({ InputPath: '$.missing' }, {}, context, echo)).rejects.toMatchObject({
    error: 'States.Runtime',
  });
});

test('what a task fails with goes through', async () => {
  const error = new StateError('NamedError', 'why');
  const fail = () => {
    throw error;
  };
  await expect(evaluate({}, {}, context, fail)).rejects.toBe(error);
});

const choice = {
  Type: 'Choice' as const,
  Choices: [
    { Variable: '$.n', NumericGreaterThan: 5, Next: 'Many' },
    { Variable: '$.n', NumericEquals: 0, Next: 'None' },
  ],
};

test('a choice leads to the first rule that holds, with its input', async () => {
  expect(await choose(choice, { n: 6 }, context)).toEqual({ next: 'Many', output: { n: 6 } });
  expect(await choose(choice, { n: 0 }, context)).toEqual({ next: 'None', output: { n: 0 } });
});

test('a choice without a rule that holds leads to its default, or fails', async () => {
  expect(await choose({ ...choice, Default: 'Some' }, { n: 1 }, context)).toMatchObject({ next: 'Some' });
  await expect(choose(choice, { n: 1 }, context)).rejects.toMatchObject({ error: 'States.NoChoiceMatched' });
});
