import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Resource } from '@orderflow/ops/stage/types';
import { FakeQueues, fakeStage } from '@orderflow/ops/testing';
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
