import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  StartExecutionCommand,
  StopExecutionCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { functionArn, WorkflowsFixture, waitingTask } from './workflowsFixture.ts';

let workflows: WorkflowsFixture;

beforeEach(async () => {
  workflows = new WorkflowsFixture();
  await workflows.start();
});
afterEach(() => workflows.stop());

const pass = { Done: { Type: 'Pass', End: true } };
const arnOf = (kind: string, name: string) => `arn:aws:states:us-east-1:000000000000:${kind}:${name}`;

test('the same name with the same input is the same execution while it runs', async () => {
  const machine = await workflows.create('demo', { Wait: waitingTask('nothing') });
  const first = await workflows.sfn.send(
    new StartExecutionCommand({ stateMachineArn: machine, name: 'ada', input: '{"a":1}' }),
  );
  const second = await workflows.sfn.send(
    new StartExecutionCommand({ stateMachineArn: machine, name: 'ada', input: '{"a":1}' }),
  );
  expect(first.executionArn).toBe(arnOf('execution', 'demo:ada'));
  expect(second).toMatchObject({ executionArn: first.executionArn, startDate: first.startDate });
  expect(workflows.calls).toEqual(['nothing']);
});

test('the same name with other input, or after the end, is refused', async () => {
  const waiting = await workflows.create('waiting', { Wait: waitingTask('nothing') });
  await workflows.begin(waiting, 'ada', { a: 1 });
  await expect(workflows.begin(waiting, 'ada', { a: 2 })).rejects.toMatchObject({
    name: 'ExecutionAlreadyExists',
  });
  const passing = await workflows.create('passing', pass);
  await workflows.ended(await workflows.begin(passing, 'ada'));
  await expect(workflows.begin(passing, 'ada')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
});

test('an execution without a name gets one, and its input is an empty object', async () => {
  const stateMachineArn = await workflows.create('demo', pass);
  const { executionArn } = await workflows.sfn.send(new StartExecutionCommand({ stateMachineArn }));
  expect(await workflows.ended(String(executionArn))).toMatchObject({ status: 'SUCCEEDED', output: '{}' });
});

test.each([
  ['StateMachineDoesNotExist', { stateMachineArn: arnOf('stateMachine', 'nobody') }],
  ['InvalidArn', { stateMachineArn: 'demo' }],
  ['InvalidName', { name: 'a b' }],
  ['InvalidName', { name: 'x'.repeat(81) }],
  ['InvalidExecutionInput', { input: '{' }],
  ['InvalidExecutionInput', { input: JSON.stringify('x'.repeat(262_143)) }],
])('a start is refused with %s', async (name, change) => {
  const stateMachineArn = await workflows.create('demo', pass);
  await expect(
    workflows.sfn.send(new StartExecutionCommand({ stateMachineArn, name: 'ada', ...change })),
  ).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 400 } });
});

test('an execution that nobody started is told from an ARN that is none', async () => {
  const describe = (executionArn: string) =>
    workflows.sfn.send(new DescribeExecutionCommand({ executionArn }));
  await expect(describe(arnOf('execution', 'demo:ada'))).rejects.toMatchObject({
    name: 'ExecutionDoesNotExist',
  });
  await expect(describe('ada')).rejects.toMatchObject({ name: 'InvalidArn' });
});

test('the history tells every step, by page and in both orders', async () => {
  workflows.functions = { greet: ({ name }) => `Hello ${name}` };
  const executionArn = await workflows.run(
    {
      Greet: { Type: 'Task', Resource: functionArn('greet'), ResultPath: '$.greeting', Next: 'Known' },
      Known: {
        Type: 'Choice',
        Choices: [{ Variable: '$.name', StringEquals: 'Ada', Next: 'Done' }],
        Default: 'Unknown',
      },
      Done: { Type: 'Succeed' },
      Unknown: { Type: 'Fail' },
    },
    { name: 'Ada' },
  );
  expect(await workflows.ended(executionArn)).toMatchObject({
    status: 'SUCCEEDED',
    output: '{"name":"Ada","greeting":"Hello Ada"}',
    startDate: expect.any(Date),
    stopDate: expect.any(Date),
  });
  const events = await workflows.history(executionArn);
  expect(events.map(({ id, type }) => [id, type])).toEqual([
    [1, 'ExecutionStarted'],
    [2, 'TaskStateEntered'],
    [3, 'LambdaFunctionScheduled'],
    [4, 'LambdaFunctionStarted'],
    [5, 'LambdaFunctionSucceeded'],
    [6, 'TaskStateExited'],
    [7, 'ChoiceStateEntered'],
    [8, 'ChoiceStateExited'],
    [9, 'SucceedStateEntered'],
    [10, 'SucceedStateExited'],
    [11, 'ExecutionSucceeded'],
  ]);
  expect(events[1]).toMatchObject({
    previousEventId: 1,
    timestamp: expect.any(Date),
    stateEnteredEventDetails: { name: 'Greet', input: '{"name":"Ada"}' },
  });

  const page = (nextToken?: string) =>
    workflows.sfn.send(
      new GetExecutionHistoryCommand({ executionArn, maxResults: 6, reverseOrder: true, nextToken }),
    );
  const first = await page();
  const second = await page(first.nextToken);
  expect([first, second].map(({ events: some = [] }) => some.map(({ id }) => id))).toEqual([
    [11, 10, 9, 8, 7, 6],
    [5, 4, 3, 2, 1],
  ]);
  expect(second.nextToken).toBeUndefined();
  await expect(page('junk')).rejects.toMatchObject({ name: 'InvalidToken' });
});

test('executions are listed newest first, by page and status', async () => {
  const stateMachineArn = await workflows.create('demo', { Wait: { Type: 'Wait', Seconds: 60, End: true } });
  for (const name of ['a', 'b', 'c']) {
    await workflows.begin(stateMachineArn, name);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  const stopped = arnOf('execution', 'demo:b');
  await workflows.sfn.send(new StopExecutionCommand({ executionArn: stopped }));
  const list = async (input: Partial<ListExecutionsCommand['input']>) => {
    const { executions = [], nextToken } = await workflows.sfn.send(
      new ListExecutionsCommand({ stateMachineArn, ...input }),
    );
    return { names: executions.map(({ name }) => name), nextToken };
  };
  expect((await list({})).names).toEqual(['c', 'b', 'a']);
  expect((await list({ statusFilter: 'RUNNING' })).names).toEqual(['c', 'a']);
  const { names, nextToken } = await list({ maxResults: 2 });
  expect(names).toEqual(['c', 'b']);
  expect((await list({ nextToken })).names).toEqual(['a']);
});

test('a stopped execution is ABORTED, with the reason, and stays so', async () => {
  const executionArn = await workflows.run({ Wait: { Type: 'Wait', Seconds: 60, End: true } });
  const stop = (error: string) =>
    workflows.sfn.send(new StopExecutionCommand({ executionArn, error, cause: 'test' }));
  const { stopDate } = await stop('First');
  expect((await stop('Second')).stopDate).toEqual(stopDate);
  expect(await workflows.describe(executionArn)).toMatchObject({
    status: 'ABORTED',
    stopDate,
    error: 'First',
    cause: 'test',
  });
  expect((await workflows.history(executionArn)).at(-1)).toMatchObject({
    type: 'ExecutionAborted',
    executionAbortedEventDetails: { error: 'First', cause: 'test' },
  });
});

test('a state machine can be created again as it is, changed, described and listed', async () => {
  const stateMachineArn = await workflows.create('demo', pass);
  expect(await workflows.create('demo', pass)).toBe(stateMachineArn);
  await expect(workflows.create('demo', { Other: { Type: 'Succeed' } })).rejects.toMatchObject({
    name: 'StateMachineAlreadyExists',
  });
  const definition = '{"StartAt":"End","States":{"End":{"Type":"Succeed"}}}';
  await workflows.sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition }));
  expect(await workflows.sfn.send(new DescribeStateMachineCommand({ stateMachineArn }))).toMatchObject({
    name: 'demo',
    status: 'ACTIVE',
    type: 'STANDARD',
    definition,
  });
  const { stateMachines } = await workflows.sfn.send(new ListStateMachinesCommand({}));
  expect(stateMachines).toMatchObject([{ name: 'demo', stateMachineArn }]);
});

test('a definition that does not run here is refused', async () => {
  const definition = '{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"Nowhere"}}}';
  await expect(
    workflows.sfn.send(new CreateStateMachineCommand({ name: 'demo', definition, roleArn: 'arn' })),
  ).rejects.toMatchObject({ name: 'InvalidDefinition', message: expect.stringContaining('Nowhere') });
});
