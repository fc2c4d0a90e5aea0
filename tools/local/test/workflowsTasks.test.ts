import {
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { StateError } from '../src/workflows/errors.ts';
import { eventually } from './lambdaEndpoint.ts';
import { functionArn, WorkflowsFixture, waitingTask } from './workflowsFixture.ts';

let workflows: WorkflowsFixture;
/** The tokens that the function `wait` was given. */
let tokens: string[];

beforeEach(async () => {
  workflows = new WorkflowsFixture();
  tokens = [];
  workflows.functions = { wait: ({ token }) => void tokens.push(String(token)) };
  await workflows.start();
});
afterEach(() => workflows.stop());

const nextToken = async () => {
  await eventually(() => tokens.length > 0);
  return tokens.shift() as string;
};
const succeed = (taskToken: string, output = '{"ok":true}') =>
  workflows.sfn.send(new SendTaskSuccessCommand({ taskToken, output }));
const typesOf = async (executionArn: string) =>
  (await workflows.history(executionArn)).map(({ type }) => type);

test('a task that waits for its callback ends with it', async () => {
  const executionArn = await workflows.run(
    { Wait: waitingTask('wait', { ResultPath: '$.answer' }) },
    { a: 1 },
  );
  const token = await nextToken();
  expect(token.length).toBeLessThanOrEqual(1024);
  await workflows.recorded(executionArn, 'TaskSubmitted');
  await succeed(token);
  expect(await workflows.ended(executionArn)).toMatchObject({
    status: 'SUCCEEDED',
    output: '{"a":1,"answer":{"ok":true}}',
  });
  expect(await typesOf(executionArn)).toEqual([
    'ExecutionStarted',
    'TaskStateEntered',
    'TaskScheduled',
    'TaskStarted',
    'TaskSubmitted',
    'TaskSucceeded',
    'TaskStateExited',
    'ExecutionSucceeded',
  ]);
});

test('a callback that names an error is caught by that name', async () => {
  const executionArn = await workflows.run({
    Wait: waitingTask('wait', { Catch: [{ ErrorEquals: ['Refused'], ResultPath: '$.error', Next: 'End' }] }),
    End: { Type: 'Succeed' },
  });
  const taskToken = await nextToken();
  await workflows.sfn.send(new SendTaskFailureCommand({ taskToken, error: 'Refused', cause: 'no' }));
  expect((await workflows.ended(executionArn)).output).toBe('{"error":{"Error":"Refused","Cause":"no"}}');
});

test('a token works once; afterwards the task has timed out', async () => {
  const executionArn = await workflows.run({ Wait: waitingTask('wait') });
  const token = await nextToken();
  await succeed(token);
  await workflows.ended(executionArn);
  await expect(succeed(token)).rejects.toMatchObject({ name: 'TaskTimedOut' });
});

test('what was never a token, a token of an unknown execution and output that is no JSON are refused', async () => {
  await workflows.run({ Wait: waitingTask('wait') });
  const token = await nextToken();
  const unknown = Buffer.from(token, 'base64url').toString().replace(':one ', ':two ');
  await expect(succeed('guess')).rejects.toMatchObject({ name: 'InvalidToken' });
  await expect(succeed(Buffer.from(unknown).toString('base64url'))).rejects.toMatchObject({
    name: 'TaskDoesNotExist',
  });
  await expect(succeed(token, 'yes')).rejects.toMatchObject({ name: 'InvalidOutput' });
});

test('a task that nobody answers times out, and States.Timeout leads on', async () => {
  const executionArn = await workflows.run(
    {
      Wait: waitingTask('wait', {
        TimeoutSecondsPath: '$.patience',
        Catch: [
          { ErrorEquals: ['States.TaskFailed'], Next: 'Failed' },
          { ErrorEquals: ['States.Timeout'], ResultPath: '$.error', Next: 'Late' },
        ],
      }),
      Failed: { Type: 'Fail' },
      Late: { Type: 'Succeed' },
    },
    { patience: 1 },
  );
  const token = await nextToken();
  expect(await workflows.ended(executionArn)).toMatchObject({
    status: 'SUCCEEDED',
    output: '{"patience":1,"error":{"Error":"States.Timeout","Cause":""}}',
  });
  expect(await typesOf(executionArn)).toContain('TaskTimedOut');
  await expect(succeed(token)).rejects.toMatchObject({ name: 'TaskTimedOut' });
});

test('heartbeats keep a task alive; when they stop, it times out', async () => {
  const executionArn = await workflows.run({ Wait: waitingTask('wait', { HeartbeatSeconds: 1 }) });
  const started = Date.now();
  const taskToken = await nextToken();
  for (let beats = 0; beats < 4; beats += 1) {
    await new Promise((resolve) => setTimeout(resolve, 400));
    await workflows.sfn.send(new SendTaskHeartbeatCommand({ taskToken }));
  }
  expect(await workflows.ended(executionArn)).toMatchObject({
    status: 'FAILED',
    error: 'States.HeartbeatTimeout',
  });
  expect(Date.now() - started).toBeGreaterThan(2_400);
  await expect(workflows.sfn.send(new SendTaskHeartbeatCommand({ taskToken }))).rejects.toMatchObject({
    name: 'TaskTimedOut',
  });
});

test('a function that throws fails the state that would wait for its callback', async () => {
  workflows.functions = {
    wait: () => {
      throw new StateError('MailRefusedError', '{"errorType":"MailRefusedError"}');
    },
  };
  const executionArn = await workflows.run({ Wait: waitingTask('wait', { TimeoutSeconds: 60 }) });
  expect(await workflows.ended(executionArn)).toMatchObject({
    status: 'FAILED',
    error: 'MailRefusedError',
    cause: '{"errorType":"MailRefusedError"}',
  });
});

test('a function that is too slow times out, and its late answer changes nothing', async () => {
  let answer = (_: unknown) => {};
  workflows.functions = { slow: () => new Promise((resolve) => (answer = resolve)) };
  const executionArn = await workflows.run({
    Slow: { Type: 'Task', Resource: functionArn('slow'), TimeoutSeconds: 1, End: true },
  });
  expect(await workflows.ended(executionArn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
  const before = await typesOf(executionArn);
  answer('late');
  expect(await typesOf(executionArn)).toEqual(before);
  expect(before).toContain('LambdaFunctionTimedOut');
});

test('each retrier counts its own attempts, and the function sees how many there were', async () => {
  const seen: unknown[] = [];
  workflows.functions = {
    flaky: ({ retries }) => {
      seen.push(retries);
      if (seen.length < 3) throw new StateError('Flaky');
      throw new StateError('Broken');
    },
  };
  const executionArn = await workflows.run({
    Flaky: {
      Type: 'Task',
      Resource: functionArn('flaky'),
      Parameters: { 'retries.$': '$$.State.RetryCount' },
      Retry: [
        { ErrorEquals: ['Flaky'], IntervalSeconds: 1, MaxAttempts: 2, MaxDelaySeconds: 1 },
        { ErrorEquals: ['States.ALL'], MaxAttempts: 0 },
      ],
      Catch: [{ ErrorEquals: ['Broken'], Next: 'End' }],
      End: true,
    },
    End: { Type: 'Succeed' },
  });
  expect((await workflows.ended(executionArn)).output).toBe('{"Error":"Broken","Cause":""}');
  expect(seen).toEqual([0, 1, 2]);
});

test('an execution over its own time limit is TIMED_OUT', async () => {
  const machine = await workflows.create('demo', { Wait: waitingTask('wait') }, { TimeoutSeconds: 1 });
  const executionArn = await workflows.begin(machine, 'one');
  const token = await nextToken();
  expect(await workflows.ended(executionArn)).toMatchObject({ status: 'TIMED_OUT', error: 'States.Timeout' });
  await expect(succeed(token)).rejects.toMatchObject({ name: 'TaskTimedOut' });
});

test('a result over the limit of 256 KiB fails the state', async () => {
  workflows.functions = { big: () => 'x'.repeat(262_144) };
  const executionArn = await workflows.run({
    Big: {
      Type: 'Task',
      Resource: functionArn('big'),
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'End' }],
      End: true,
    },
    End: { Type: 'Succeed' },
  });
  expect(await workflows.ended(executionArn)).toMatchObject({
    status: 'FAILED',
    error: 'States.DataLimitExceeded',
  });
});

test('a task that sends a message waits until whoever reads it hands in the token', async () => {
  const executionArn = await workflows.run(
    {
      Mail: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        Parameters: {
          QueueUrl: 'http://127.0.0.1/000000000000/mails',
          MessageBody: { 'subject.$': '$', 'token.$': '$$.Task.Token' },
        },
        End: true,
      },
    },
    { a: 1 },
  );
  await eventually(() => workflows.messages.length > 0);
  const [{ queueUrl, body } = { queueUrl: '', body: {} }] = workflows.messages;
  expect(queueUrl).toBe('http://127.0.0.1/000000000000/mails');
  expect(body).toEqual({ subject: { a: 1 }, token: expect.any(String) });
  await workflows.recorded(executionArn, 'TaskSubmitted');
  await succeed((body as { token: string }).token);
  expect(await workflows.ended(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '{"ok":true}' });
});

test('a queue that takes no message fails the task under its error', async () => {
  workflows.queueError = new StateError('SQS.QueueDoesNotExist', 'gone');
  const executionArn = await workflows.run({
    Mail: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage',
      Parameters: { QueueUrl: 'http://127.0.0.1/000000000000/mails', MessageBody: 'text' },
      Catch: [{ ErrorEquals: ['SQS.QueueDoesNotExist'], ResultPath: '$.error', Next: 'End' }],
      End: true,
    },
    End: { Type: 'Succeed' },
  });
  expect((await workflows.ended(executionArn)).output).toContain('"Error":"SQS.QueueDoesNotExist"');
});
