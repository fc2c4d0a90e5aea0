import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type HistoryEvent, SendTaskSuccessCommand } from '@aws-sdk/client-sfn';
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

const states = {
  Charge: {
    Type: 'Task',
    Resource: functionArn('charge'),
    Parameters: { 'execution.$': '$$.Execution.Name' },
    Retry: [{ ErrorEquals: ['Flaky'], IntervalSeconds: 1 }],
    ResultPath: '$.charged',
    Next: 'Confirm',
  },
  Confirm: waitingTask('confirm', { ResultPath: '$.confirmed', End: undefined, Next: 'Pause' }),
  Pause: { Type: 'Wait', Seconds: 1, Next: 'Big' },
  Big: {
    Type: 'Choice',
    Choices: [{ Variable: '$.amount', NumericGreaterThan: 10, Next: 'Refund' }],
    Default: 'Done',
  },
  Refund: {
    Type: 'Task',
    Resource: functionArn('refund'),
    Catch: [{ ErrorEquals: ['Gone'], ResultPath: '$.error', Next: 'Done' }],
    End: true,
  },
  Done: { Type: 'Succeed' },
};
const input = { amount: 11 };

const tokenOf = (events: readonly HistoryEvent[]) => {
  const scheduled = events.findLast(({ type }) => type === 'TaskScheduled');
  const parameters = JSON.parse(scheduled?.taskScheduledEventDetails?.parameters ?? '{}');
  return String(parameters.Payload?.token);
};

/** Confirms an execution as soon as it waits for that, and resolves when it has ended. */
async function confirmAndEnd(executionArn: string) {
  await eventually(async () => {
    const events = await workflows.history(executionArn);
    if (events.at(-1)?.type === 'TaskSubmitted') {
      const taskToken = tokenOf(events);
      await workflows.sfn.send(new SendTaskSuccessCommand({ taskToken, output: '"yes"' }));
    }
    return (await workflows.describe(executionArn)).status !== 'RUNNING';
  }, 30_000);
}

const typesOf = async (executionArn: string) =>
  (await workflows.history(executionArn)).map(({ type }) => type);

test('whichever write a kill cuts off, the execution ends as it would have', async () => {
  const attempts = new Map<string, number>();
  workflows.functions = {
    charge: ({ execution = '' }) => {
      attempts.set(execution, (attempts.get(execution) ?? 0) + 1);
      if (execution === 'one' && attempts.get(execution) === 1) throw new StateError('Flaky');
      return 'paid';
    },
    refund: () => {
      throw new StateError('Gone', 'nothing there');
    },
  };
  const whole = await workflows.run(states, input);
  await confirmAndEnd(whole);
  const expected = await workflows.describe(whole);
  expect(expected).toMatchObject({
    status: 'SUCCEEDED',
    output:
      '{"amount":11,"charged":"paid","confirmed":"yes","error":{"Error":"Gone","Cause":"nothing there"}}',
  });
  const types = await typesOf(whole);
  const token = tokenOf(await workflows.history(whole));

  const executions = join(workflows.folder, 'executions/demo');
  const lines = readFileSync(join(executions, 'one.jsonl'), 'utf8').trimEnd().split('\n');
  const cuts = lines.map((_, kept) => {
    const text = `${lines.slice(0, kept + 1).join('\n')}\n${lines[kept + 1]?.slice(0, 20) ?? ''}`;
    const own = text.replaceAll(token, `${token}${kept}`);
    const named = own.replace('demo:one"', `demo:cut${kept}"`).replace('"name":"one"', `"name":"cut${kept}"`);
    writeFileSync(join(executions, `cut${kept}.jsonl`), named);
    return whole.replace(/one$/, `cut${kept}`);
  });
  workflows.calls.length = 0;
  await workflows.restart();
  await Promise.all(cuts.map(confirmAndEnd));

  for (const [kept, arn] of cuts.entries()) {
    const { status, output } = await workflows.describe(arn);
    expect([kept, status, output]).toEqual([kept, expected.status, expected.output]);
  }
  // A recorded failed attempt stays in the history; one that is not recorded is not added.
  const charged = types.indexOf('LambdaFunctionFailed') + 1;
  for (const [kept, arn] of cuts.entries()) {
    if (kept >= charged) expect(await typesOf(arn)).toEqual(types);
  }
  // Functions were called again only if no end of the call was recorded.
  const succeeded = types.indexOf('LambdaFunctionSucceeded') + 1;
  expect([...attempts.keys()].filter((name) => name !== 'one')).toEqual(
    cuts.slice(0, succeeded).map((arn) => arn.split(':').at(-1)),
  );
});
