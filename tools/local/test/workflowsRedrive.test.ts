import { RedriveExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readExecutions, readSteps, redriveExecution } from '@orderflow/ops/readers/executions';
import type { Stage } from '@orderflow/ops/stage/types';
import { StateError } from '../src/workflows/errors.ts';
import { functionArn, WorkflowsFixture, waitingTask } from './workflowsFixture.ts';

let workflows: WorkflowsFixture;

beforeEach(async () => {
  workflows = new WorkflowsFixture();
  await workflows.start();
});
afterEach(() => workflows.stop());

const task = (name: string, fields: object = {}) => ({
  Type: 'Task',
  Resource: functionArn(name),
  End: true,
  ...fields,
});
const redrive = (executionArn: string) => workflows.sfn.send(new RedriveExecutionCommand({ executionArn }));
const fail = () => {
  throw new StateError('Broken');
};
const typesOf = async (executionArn: string) =>
  (await workflows.history(executionArn)).map(({ type }) => type);

test('a failed execution goes on from the failed state, with what it had by then', async () => {
  workflows.functions = { first: () => ({ room: 7 }), second: fail };
  const arn = await workflows.run({
    First: task('first', { End: undefined, Next: 'Second' }),
    Second: task('second'),
  });
  expect(await workflows.ended(arn)).toMatchObject({ status: 'FAILED', redriveStatus: 'REDRIVABLE' });

  workflows.functions['second'] = ({ room }) => ({ moved: room });
  const { redriveDate } = await redrive(arn);
  const execution = await workflows.ended(arn);
  expect(execution).toMatchObject({
    status: 'SUCCEEDED',
    output: '{"moved":7}',
    redriveCount: 1,
    redriveDate,
    redriveStatus: 'NOT_REDRIVABLE',
  });
  expect(execution.error).toBeUndefined();
  expect(workflows.calls).toEqual(['first', 'second', 'second']);
  expect((await typesOf(arn)).slice(-7)).toEqual([
    'ExecutionFailed',
    'ExecutionRedriven',
    'LambdaFunctionScheduled',
    'LambdaFunctionStarted',
    'LambdaFunctionSucceeded',
    'TaskStateExited',
    'ExecutionSucceeded',
  ]);
  const redriven = (await workflows.history(arn)).find(({ type }) => type === 'ExecutionRedriven');
  expect(redriven?.executionRedrivenEventDetails).toEqual({ redriveCount: 1 });
});

test('retries count anew, and it may fail and be redriven again', async () => {
  workflows.functions = { work: fail };
  const Retry = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1, MaxAttempts: 1 }];
  const arn = await workflows.run({ Work: task('work', { Retry }) });
  await workflows.ended(arn);
  await redrive(arn);
  await workflows.ended(arn);
  expect(workflows.calls).toHaveLength(4);
  workflows.functions['work'] = () => 'done';
  await redrive(arn);
  expect(await workflows.ended(arn)).toMatchObject({ status: 'SUCCEEDED', redriveCount: 2 });
});

test('what was stopped is played once more, not twice', async () => {
  const arn = await workflows.run({ Wait: waitingTask('ask') });
  await workflows.recorded(arn, 'TaskSubmitted');
  await workflows.sfn.send(new StopExecutionCommand({ executionArn: arn }));
  await redrive(arn);
  expect(await workflows.describe(arn)).toMatchObject({ status: 'RUNNING' });
  await workflows.sfn.send(new StopExecutionCommand({ executionArn: arn }));
  expect((await typesOf(arn)).filter((type) => type === 'TaskScheduled')).toHaveLength(2);
});

test('its time counts anew: one that took too long gets the whole of it again', async () => {
  const states = { Wait: waitingTask('ask') };
  const machine = await workflows.create('slow', states, { TimeoutSeconds: 1 });
  const arn = await workflows.begin(machine, 'one');
  expect(await workflows.ended(arn)).toMatchObject({ status: 'TIMED_OUT' });
  await redrive(arn);
  expect(await workflows.describe(arn)).toMatchObject({ status: 'RUNNING' });
  expect(await workflows.ended(arn)).toMatchObject({ status: 'TIMED_OUT', redriveCount: 1 });
});

test('a redriven execution survives a restart', async () => {
  workflows.functions = { ask: fail };
  const arn = await workflows.run({ Wait: waitingTask('ask') });
  await workflows.ended(arn);
  workflows.functions = { ask: () => null };
  await redrive(arn);
  await workflows.restart();
  expect(await workflows.describe(arn)).toMatchObject({ status: 'RUNNING', redriveCount: 1 });
});

test('what runs or has succeeded cannot be redriven', async () => {
  const waiting = await workflows.run({ Wait: waitingTask('ask') });
  const refused = { name: 'ExecutionNotRedrivable', $metadata: { httpStatusCode: 400 } };
  await expect(redrive(waiting)).rejects.toMatchObject(refused);
  const passing = await workflows.create('passing', { Done: { Type: 'Pass', End: true } });
  const done = await workflows.begin(passing, 'one');
  await workflows.ended(done);
  await expect(redrive(done)).rejects.toMatchObject(refused);
  await expect(redrive(`${done}-nobody`)).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' });
});

test('operators redrive by name, and see it work again', async () => {
  workflows.functions = { work: fail };
  const machine = await workflows.create('orderflow-local-demo', { Work: task('work') });
  const arn = await workflows.begin(machine, 'ada');
  await workflows.ended(arn);
  const stage = { name: 'local', clients: { sfn: workflows.sfn } } as Stage;
  expect(await readSteps(stage, arn)).toMatchObject([{ name: 'Work', status: 'FAILED' }]);
  workflows.functions = { work: () => new Promise(() => {}) };
  expect(await redriveExecution(stage, 'ada')).toBe(arn);
  expect(await readSteps(stage, arn)).toMatchObject([{ name: 'Work', status: 'RUNNING' }]);
  expect(await readExecutions(stage)).toMatchObject([{ name: 'ada', status: 'RUNNING', redriven: 1 }]);
  await expect(redriveExecution(stage, 'ada')).rejects.toThrow('cannot be redriven');
  await expect(redriveExecution(stage, 'nobody')).rejects.toThrow('no execution "nobody"');
});
