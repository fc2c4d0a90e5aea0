import { expect, test } from '@jest/globals';
import { readObserved } from '../alarms/embeddedMetrics.ts';
import type { Invocation } from './invoke.ts';
import { defaultConcurrency, type Mapping, readMapping } from './mapping.ts';
import { measured } from './measured.ts';

const NOW = 1_795_248_060_000;
const MINUTE_AGO = NOW / 1000 - 60;

function observe(properties: Record<string, unknown>, ...answers: Invocation['status'][]) {
  const mapping = readMapping({
    logicalId: 'Mapping',
    type: 'AWS::Lambda::EventSourceMapping',
    properties: { FunctionName: 'work', ...properties },
  }) as Mapping;
  const lines: string[] = [];
  const invoke = async () => ({ status: answers.shift(), reason: '' }) as unknown as Invocation;
  const { invoke: played } = measured({ mapping, invoke }, (line) => lines.push(line), { now: () => NOW });
  const said = () =>
    lines
      .flatMap(readObserved)
      .map(({ name, dimensions, values }) => [name, ...Object.values(dimensions), ...values]);
  return { played, said };
}

test('a stream: how old the last record is, at each attempt', async () => {
  const { played, said } = observe(
    { EventSourceArn: 'arn:aws:dynamodb:us-east-1:0:table/orders/stream/local', StartingPosition: 'LATEST' },
    'failed',
    'succeeded',
  );
  const records = [0, MINUTE_AGO].map((at) => ({ dynamodb: { ApproximateCreationDateTime: at } }));
  await played(records);
  await played([{ kinesis: { approximateArrivalTimestamp: MINUTE_AGO } }]);
  expect(said()).toEqual([
    ['IteratorAge', 'work', 60_000],
    ['Throttles', 'work', 0],
    ['IteratorAge', 'work', 60_000],
    ['Throttles', 'work', 0],
  ]);
});

test('a queue: what its function took, and when it could not', async () => {
  const { played, said } = observe(
    {
      EventSourceArn: 'arn:aws:sqs:us-east-1:0:import-chunks',
      ScalingConfig: { MaximumConcurrency: defaultConcurrency },
    },
    'uninvoked',
    'failed',
  );
  await played([{}, {}]);
  await played([{}, {}]);
  expect(said()).toEqual([
    ['Throttles', 'work', 1],
    ['Throttles', 'work', 0],
    ['NumberOfMessagesReceived', 'import-chunks', 2],
  ]);
});

test('the fields of a tumbling window reach the function', async () => {
  const mapping = readMapping({
    logicalId: 'Mapping',
    type: 'AWS::Lambda::EventSourceMapping',
    properties: {
      FunctionName: 'sum',
      EventSourceArn: 'arn:aws:dynamodb:us-east-1:0:table/orders/stream/local',
      StartingPosition: 'LATEST',
    },
  }) as Mapping;
  const events: unknown[] = [];
  const invoke = async (Records: readonly object[], more?: object): Promise<Invocation> => {
    events.push({ Records, ...more });
    return { status: 'succeeded', payload: {} };
  };
  const { invoke: played } = measured({ mapping, invoke }, () => {}, { now: () => NOW });
  await played([], { shardId: 'shardId-1', isFinalInvokeForWindow: true });
  expect(events).toEqual([{ Records: [], shardId: 'shardId-1', isFinalInvokeForWindow: true }]);
});
