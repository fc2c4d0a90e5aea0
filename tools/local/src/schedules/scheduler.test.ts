import { expect, test } from '@jest/globals';
import type { Resource } from '@orderflow/stacks/template';
import { fakeClock } from '../poller/fixtures.ts';
import type { Invocation } from '../poller/invoke.ts';
import { readSchedules } from './schedule.ts';
import { Scheduler } from './scheduler.ts';

const fn = (name: string, properties = {}): Resource => ({
  logicalId: `${name}Function`,
  type: 'AWS::Lambda::Function',
  properties: { FunctionName: name, Timeout: 60, ...properties },
});
const rule = (functionName: string, properties: Record<string, unknown> = {}): Resource => ({
  logicalId: `${functionName}Rule`,
  type: 'AWS::Events::Rule',
  properties: {
    ScheduleExpression: 'cron(0 4 * * ? *)',
    State: 'ENABLED',
    Targets: [{ Arn: `arn:aws:lambda:us-east-1:000000000000:function:${functionName}`, Id: 'id' }],
    ...properties,
  },
});
const invokeConfig: Resource = {
  logicalId: 'Config',
  type: 'AWS::Lambda::EventInvokeConfig',
  properties: {
    FunctionName: 'report',
    MaximumRetryAttempts: 1,
    MaximumEventAgeInSeconds: 600,
    DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:us-east-1:000000000000:failures' } },
  },
};

const read = (...resources: Resource[]) => readSchedules({ resources }, new Date('2026-01-01T00:00:00Z'));

/** A scheduler whose clock jumps from timer to timer. It stops after `until` firings. */
async function play(
  resources: Resource[],
  until: number,
  answer: Invocation = { status: 'succeeded', payload: 1 },
) {
  const events: Record<string, unknown>[] = [];
  const log: string[] = [];
  const done = Promise.withResolvers<void>();
  const scheduler = new Scheduler(read(...resources), {
    invoker: () => async (event) => {
      events.push(event as Record<string, unknown>);
      if (events.length === until) {
        scheduler.stop();
        done.resolve();
      }
      return answer;
    },
    sendFailure: async () => {},
    log: (line) => log.push(line),
    clock: fakeClock(),
  });
  if (until > 0) {
    scheduler.start();
    await done.promise;
  }
  return { scheduler, events, log };
}

test('fires at every time of the expression, with an event that names it', async () => {
  const { events } = await play([fn('report'), rule('report')], 3);
  expect(events.map(({ time }) => time)).toEqual([
    '2026-01-01T04:00:00Z',
    '2026-01-02T04:00:00Z',
    '2026-01-03T04:00:00Z',
  ]);
  expect(events[0]).toMatchObject({
    source: 'aws.events',
    'detail-type': 'Scheduled Event',
    resources: ['arn:aws:events:us-east-1:000000000000:rule/reportRule'],
  });
});

test('gives the function its input instead, where there is one', async () => {
  const targets = [
    { Arn: 'arn:aws:lambda:us-east-1:000000000000:function:report', Input: '{"only":"this"}' },
  ];
  const { events } = await play([fn('report'), rule('report', { Targets: targets })], 1);
  expect(events).toEqual([{ only: 'this' }]);
});

test('fires a disabled schedule by hand only, and says how it ran', async () => {
  const { scheduler, events } = await play([fn('report'), rule('report', { State: 'DISABLED' })], 0);
  expect(await scheduler.fire('report', new Date('2026-03-01T04:00:00Z'))).toEqual({
    run: { status: 'succeeded', payload: 1 },
    willRetry: false,
  });
  expect(events).toMatchObject([{ time: '2026-03-01T04:00:00Z' }]);
  expect(await scheduler.fire('nothing')).toBeUndefined();
});

test('says that a failed firing is tried again', async () => {
  const failed: Invocation = { status: 'failed', reason: 'TypeError: no', requestId: 'r' };
  const { scheduler, log } = await play([fn('report'), rule('report')], 0, failed);
  expect(await scheduler.fire('report')).toMatchObject({ run: { status: 'failed' }, willRetry: true });
  expect(log[0]).toBe('schedule: report failed: TypeError: no; it is tried again');
  scheduler.stop();
});

test('knows what Lambda does when a function fails', () => {
  expect(read(fn('report'), rule('report'), invokeConfig)[0]).toMatchObject({
    answerWithinMs: 65_000,
    failures: {
      retries: 1,
      maximumAgeMs: 600_000,
      onFailureQueueArn: 'arn:aws:sqs:us-east-1:000000000000:failures',
    },
  });
  expect(read(fn('report'), rule('report'))[0]?.failures).toEqual({ retries: 2, maximumAgeMs: 21_600_000 });
});

test.each([
  ['a target elsewhere', rule('other'), 'otherRule: its target is no function of this stack: other'],
  ['what is not played', rule('report', { Targets: [{ Arn: 'a', InputPath: '$' }] }), 'InputPath'],
  ['an expression that is none', rule('report', { ScheduleExpression: 'daily' }), 'daily is no schedule'],
])('refuses %s', (_, resource, message) => {
  expect(() => read(fn('report'), resource)).toThrow(message);
});
