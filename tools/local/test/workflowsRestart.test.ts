import { SendTaskSuccessCommand, UpdateStateMachineCommand } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { StateError } from '../src/workflows/errors.ts';
import { eventually } from './lambdaEndpoint.ts';
import { functionArn, WorkflowsFixture, waitingTask } from './workflowsFixture.ts';

let workflows: WorkflowsFixture;

beforeEach(async () => {
  workflows = new WorkflowsFixture();
  await workflows.start();
});
afterEach(() => workflows.stop());

const task = (name: string, fields: object) => ({ Type: 'Task', Resource: functionArn(name), ...fields });

test('a waiting task goes on waiting with the token it had, and nothing before it runs again', async () => {
  let taskToken = '';
  workflows.functions = {
    wait: ({ token }) => {
      taskToken = String(token);
    },
  };
  const executionArn = await workflows.run({
    Before: task('before', { ResultPath: null, Next: 'Wait' }),
    Wait: waitingTask('wait'),
  });
  await workflows.recorded(executionArn, 'TaskSubmitted');
  const events = await workflows.history(executionArn);
  await workflows.restart();
  expect(await workflows.history(executionArn)).toEqual(events);
  await workflows.sfn.send(new SendTaskSuccessCommand({ taskToken, output: '"yes"' }));
  expect(await workflows.ended(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '"yes"' });
  expect(workflows.calls).toEqual(['before', 'wait']);
});

test('a function that was being called is called again', async () => {
  workflows.functions = { slow: () => new Promise(() => {}) };
  const executionArn = await workflows.run({ Slow: task('slow', { End: true }) });
  await eventually(() => workflows.calls.length === 1);
  workflows.functions = { slow: () => 'done' };
  await workflows.restart();
  expect(await workflows.ended(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '"done"' });
  expect((await workflows.history(executionArn)).map(({ type }) => type)).toEqual([
    'ExecutionStarted',
    'TaskStateEntered',
    'LambdaFunctionScheduled',
    'LambdaFunctionStarted',
    'LambdaFunctionSucceeded',
    'TaskStateExited',
    'ExecutionSucceeded',
  ]);
});

test('attempts that failed before count', async () => {
  workflows.functions = {
    flaky: () => {
      throw new StateError('Flaky');
    },
  };
  const executionArn = await workflows.run({
    Flaky: task('flaky', {
      Retry: [{ ErrorEquals: ['Flaky'], IntervalSeconds: 1, BackoffRate: 1, MaxAttempts: 2 }],
      End: true,
    }),
  });
  await workflows.recorded(executionArn, 'LambdaFunctionFailed');
  await workflows.restart();
  expect(await workflows.ended(executionArn)).toMatchObject({ status: 'FAILED', error: 'Flaky' });
  expect(workflows.calls).toHaveLength(3);
});

test('a timeout and a wait go on counting', async () => {
  const wait = await workflows.create('wait', { Wait: { Type: 'Wait', Seconds: 2, End: true } });
  const timeout = await workflows.create('timeout', { Task: waitingTask('nothing', { TimeoutSeconds: 2 }) });
  const started = Date.now();
  const executions = [await workflows.begin(wait, 'one'), await workflows.begin(timeout, 'one')];
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  await workflows.restart();
  const ended = await Promise.all(executions.map((arn) => workflows.ended(arn)));
  expect(ended.map(({ status }) => status)).toEqual(['SUCCEEDED', 'FAILED']);
  for (const { stopDate } of ended) {
    expect(Number(stopDate) - started).toBeGreaterThanOrEqual(1_990);
    expect(Number(stopDate) - started).toBeLessThan(3_000);
  }
});

test('a name stays taken, and a state machine stays as it is', async () => {
  const stateMachineArn = await workflows.create('demo', { Done: { Type: 'Succeed' } });
  await workflows.ended(await workflows.begin(stateMachineArn, 'ada'));
  await workflows.restart();
  await expect(workflows.begin(stateMachineArn, 'ada')).rejects.toMatchObject({
    name: 'ExecutionAlreadyExists',
  });
});

test('an execution goes on by the definition that it was started with', async () => {
  const states = (result: string) => ({
    Wait: { Type: 'Wait', Seconds: 1, Next: 'Result' },
    Result: { Type: 'Pass', Result: result, End: true },
  });
  const stateMachineArn = await workflows.create('demo', states('old'));
  const executionArn = await workflows.begin(stateMachineArn, 'ada');
  const definition = JSON.stringify({ StartAt: 'Wait', States: states('new') });
  await workflows.sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition }));
  await workflows.restart();
  expect((await workflows.ended(executionArn)).output).toBe('"old"');
});
