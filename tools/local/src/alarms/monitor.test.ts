import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { Resource } from '@orderflow/ops/stage/types';
import { FakeQueues, fakeStage } from '@orderflow/ops/testing';
import { COMPILE_TIMEOUT_MS, compile } from '@orderflow/stacks/compile';
import { baseStack } from '@orderflow/stacks/find';
import { resource } from '@orderflow/stacks/template';
import { LogTail } from './logTail.ts';
import { Monitor } from './monitor.ts';

const QUEUE = 'orderflow-local-inventory';
const LAG = 'orderflow-orders-local-publishEvents';
let dir: string;
let log: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'monitor-'));
  log = join(dir, 'mappings.log');
  await writeFile(log, '');
});
afterEach(() => rm(dir, { recursive: true }));

const alarm = (AlarmName: string, properties: Record<string, unknown>): Resource => ({
  logicalId: AlarmName,
  type: 'AWS::CloudWatch::Alarm',
  properties: {
    AlarmName,
    EvaluationPeriods: 1,
    ComparisonOperator: 'GreaterThanThreshold',
    Threshold: 0,
    TreatMissingData: 'notBreaching',
    ...properties,
  },
});

const ofQueue = (Id: string, MetricName: string, Stat: string) => {
  const Metric = { Namespace: 'AWS/SQS', MetricName, Dimensions: [{ Name: 'QueueName', Value: QUEUE }] };
  return { Id, MetricStat: { Stat, Period: 60, Metric } };
};

function watch(...alarms: Resource[]) {
  const queues = new FakeQueues();
  const stage = fakeStage(queues);
  const stacks = [...stage.stacks, { name: 'watched', resources: alarms }];
  const monitor = new Monitor({ ...stage, stacks }, new LogTail(dir));
  const states = async () => {
    await monitor.measure();
    return monitor.alarms().map(({ name, state, reason }) => ({ name, state, reason }));
  };
  return { queues, states };
}

const observed = (namespace: string, dimension: Record<string, string>, metric: string, value: number) => {
  const definition = {
    Namespace: namespace,
    Dimensions: [Object.keys(dimension)],
    Metrics: [{ Name: metric }],
  };
  const line = { _aws: { CloudWatchMetrics: [definition] }, ...dimension, [metric]: value };
  return appendFile(log, `${JSON.stringify(line)}\n`);
};

test('work that waits and that nobody takes sets off an alarm made of both', async () => {
  const stuck = alarm('stuck', {
    Metrics: [
      {
        Id: 'stuck',
        Expression: 'IF(waiting > 0 AND FILL(taken, 0) == 0, 1, 0)',
        Label: 'Waiting, none taken',
      },
      ofQueue('waiting', 'ApproximateNumberOfMessagesVisible', 'Maximum'),
      ofQueue('taken', 'NumberOfMessagesReceived', 'Sum'),
    ],
  });
  const { queues, states } = watch(stuck);
  expect(await states()).toMatchObject([{ state: 'OK' }]);
  queues.put(QUEUE, 'a chunk');
  expect(await states()).toMatchObject([
    { state: 'ALARM', reason: 'Waiting, none taken: 1; alarms at greater than 0' },
  ]);
  await observed('AWS/SQS', { QueueName: QUEUE }, 'NumberOfMessagesReceived', 3);
  expect(await states()).toMatchObject([{ state: 'OK' }]);
});

test('what the poller says of a stream reaches the alarm on its age, and is no business figure', async () => {
  const behind = alarm('behind', {
    Namespace: 'AWS/Lambda',
    MetricName: 'IteratorAge',
    Dimensions: [{ Name: 'FunctionName', Value: LAG }],
    Statistic: 'Maximum',
    Period: 60,
    Threshold: 600_000,
  });
  const { states } = watch(behind);
  expect(await states()).toMatchObject([{ state: 'OK', reason: 'nothing measured on this machine' }]);
  await observed('AWS/Lambda', { FunctionName: LAG }, 'IteratorAge', 700_000);
  expect(await states()).toMatchObject([
    { state: 'ALARM', reason: 'Maximum of IteratorAge: 700000; alarms at greater than 600000' },
  ]);
});

test('while nothing happens it looks less often, and soon again after a request', async () => {
  const monitor = new Monitor(fakeStage(new FakeQueues()), new LogTail(dir));
  const measure = jest.spyOn(monitor, 'measure').mockResolvedValue();
  jest.useFakeTimers();
  const looks = async (seconds: number) => {
    measure.mockClear();
    await jest.advanceTimersByTimeAsync(seconds * 1_000);
    return measure.mock.calls.length;
  };
  try {
    monitor.start();
    expect(await looks(10)).toBeGreaterThanOrEqual(5);
    await looks(20);
    expect(await looks(60)).toBe(6);
    monitor.request('orders', 200, 5);
    expect(await looks(2)).toBe(1);
    expect(await looks(10)).toBe(5);
    monitor.stop();
    expect(await looks(60)).toBe(0);
  } finally {
    jest.useRealTimers();
  }
});

/** An alarm from the compiled template of the base stack. */
async function alarmOfBase(logicalId: string): Promise<Resource> {
  const { template } = await compile(baseStack, 'local');
  const { Type, Properties } = resource(template, logicalId);
  return { logicalId, type: Type, properties: Properties };
}

test(
  'one order of twenty that is decided late rings after ten minutes, and one of a hundred does not',
  async () => {
    const { states } = watch(await alarmOfBase('DecisionsLateAlarm'));
    let now = Date.parse('2026-11-30T12:00:00Z');
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => now);
    /** Plays minutes of 100 orders each, of which the first `late` are late. */
    const minutes = async (count: number, late: number) => {
      for (let minute = 0; minute < count; minute++) {
        now += 60_000;
        for (let order = 0; order < 100; order++)
          await observed('Orderflow', { Stage: 'local' }, 'DecisionLag', order < late ? 20_000 : 1_500);
        await states();
      }
      return (await states()).map(({ state }) => state);
    };
    try {
      expect(await minutes(11, 1)).toEqual(['OK']);
      expect(await minutes(5, 6)).toEqual(['OK']);
      expect(await minutes(5, 6)).toEqual(['ALARM']);
      expect(await minutes(5, 1)).toEqual(['OK']);
    } finally {
      clock.mockRestore();
    }
  },
  COMPILE_TIMEOUT_MS,
);
