import { expect, test } from '@jest/globals';
import { fakeClock } from '../poller/fixtures.ts';
import type { Invocation } from '../poller/invoke.ts';
import { invokeAsync } from './asyncInvocation.ts';

const succeeded: Invocation = { status: 'succeeded', payload: null };
const uninvoked: Invocation = { status: 'uninvoked', reason: 'ECONNREFUSED' };
const failed: Invocation = {
  status: 'failed',
  reason: 'TypeError: no',
  requestId: 'r1',
  payload: { errorType: 'TypeError', errorMessage: 'no' },
};

async function run(answers: Invocation[], failures: { retries?: number; maximumAgeMs?: number } = {}) {
  const clock = fakeClock();
  const runs: [string, boolean][] = [];
  const sent: [string, Record<string, unknown>][] = [];
  await invokeAsync({
    functionName: 'report',
    event: { time: 'now' },
    failures: {
      retries: 2,
      maximumAgeMs: 21_600_000,
      onFailureQueueArn: 'arn:aws:sqs:::failures',
      ...failures,
    },
    invoke: async () => answers.shift() ?? succeeded,
    sendFailure: async (...message) => void sent.push(message),
    onRun: ({ status }, willRetry) => runs.push([status, willRetry]),
    clock,
    signal: new AbortController().signal,
  });
  return { runs, sent, slept: clock.slept };
}

test('a function that succeeds runs once', async () => {
  expect(await run([])).toEqual({ runs: [['succeeded', false]], sent: [], slept: [] });
});

test('one that fails runs again after one minute and after two', async () => {
  expect(await run([failed, failed])).toEqual({
    runs: [
      ['failed', true],
      ['failed', true],
      ['succeeded', false],
    ],
    sent: [],
    slept: [60_000, 120_000],
  });
});

test('after the last retry a record goes to the on-failure destination', async () => {
  const { runs, sent } = await run([failed, failed, failed]);
  expect(runs.at(-1)).toEqual(['failed', false]);
  expect(sent).toEqual([
    [
      'arn:aws:sqs:::failures',
      expect.objectContaining({
        requestContext: {
          requestId: 'r1',
          functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:report:$LATEST',
          condition: 'RetriesExhausted',
          approximateInvokeCount: 3,
        },
        requestPayload: { time: 'now' },
        responsePayload: { errorType: 'TypeError', errorMessage: 'no' },
      }),
    ],
  ]);
});

test('an event that grew too old is given up on before its retries are', async () => {
  const { runs, sent } = await run([failed], { maximumAgeMs: 59_000 });
  expect(runs).toEqual([['failed', false]]);
  expect(sent[0]?.[1]).toMatchObject({ requestContext: { condition: 'EventAgeExceeded' } });
});

test('a service that is being started costs no retry', async () => {
  const { runs, slept } = await run([uninvoked, uninvoked, succeeded], { retries: 0 });
  expect(runs).toEqual([['succeeded', false]]);
  expect(slept).toEqual([500, 500]);
});
