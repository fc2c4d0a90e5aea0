import { expect, test } from '@jest/globals';
import { readMapping } from './mapping.ts';

const queue = {
  EventSourceArn: 'arn:aws:sqs:us-east-1:000000000000:work',
  FunctionName: 'arn:aws:lambda:us-east-1:000000000000:function:consumer:live',
};
const stream = {
  EventSourceArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/orders/stream/local',
  FunctionName: 'consumer',
  StartingPosition: 'TRIM_HORIZON',
};

function read(properties: Record<string, unknown>) {
  return readMapping({ logicalId: 'Mapping', type: 'AWS::Lambda::EventSourceMapping', properties });
}

test("a queue's mapping has Lambda's defaults", () => {
  expect(read(queue)).toMatchObject({
    kind: 'queue',
    functionName: 'consumer',
    batchSize: 10,
    windowMs: 0,
    reportsItemFailures: false,
    maximumConcurrency: 2,
  });
});

test("a stream's mapping has Lambda's defaults: it retries without end", () => {
  expect(read(stream)).toMatchObject({
    kind: 'stream',
    batchSize: 100,
    parallelizationFactor: 1,
    maximumRetryAttempts: Number.POSITIVE_INFINITY,
    maximumRecordAgeMs: Number.POSITIVE_INFINITY,
    bisect: false,
  });
});

test('reads every setting of a stream', () => {
  const Destination = 'arn:aws:sqs:us-east-1:000000000000:failures';
  const settings = {
    BatchSize: 500,
    MaximumBatchingWindowInSeconds: 2,
    ParallelizationFactor: 4,
    MaximumRetryAttempts: 0,
    MaximumRecordAgeInSeconds: 60,
    BisectBatchOnFunctionError: true,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    DestinationConfig: { OnFailure: { Destination } },
  };
  expect(read({ ...stream, ...settings })).toMatchObject({
    batchSize: 500,
    windowMs: 2_000,
    parallelizationFactor: 4,
    maximumRetryAttempts: 0,
    maximumRecordAgeMs: 60_000,
    bisect: true,
    reportsItemFailures: true,
    onFailureQueueArn: Destination,
  });
});

test('a disabled mapping is not played, but still checked', () => {
  expect(read({ ...queue, Enabled: false })).toBeUndefined();
  expect(() => read({ ...queue, Enabled: false, Typo: 1 })).toThrow('Typo');
});

test.each<[string, Record<string, unknown>, string]>([
  [
    'an unknown property',
    { ...queue, QueueDepth: 1 },
    'Mapping: the local poller does not know the property QueueDepth',
  ],
  ['a property of streams on a queue', { ...queue, MaximumRetryAttempts: 1 }, 'MaximumRetryAttempts'],
  [
    'a tumbling window that is too long',
    { ...stream, TumblingWindowInSeconds: 901 },
    'TumblingWindowInSeconds',
  ],
  [
    'a tumbling window over a shard in parallel',
    { ...stream, TumblingWindowInSeconds: 1, ParallelizationFactor: 2 },
    'ParallelizationFactor over 1',
  ],
  ['another source', { ...queue, EventSourceArn: 'arn:aws:kafka:x' }, 'type "kafka" are not supported'],
  ['a FIFO queue', { ...queue, EventSourceArn: `${queue.EventSourceArn}.fifo` }, 'FIFO'],
  ['a large batch without a window', { ...queue, BatchSize: 11 }, 'MaximumBatchingWindowInSeconds'],
  [
    'a concurrency below 2',
    { ...queue, ScalingConfig: { MaximumConcurrency: 1 } },
    'MaximumConcurrency must be',
  ],
  ['an unknown response type', { ...queue, FunctionResponseTypes: ['x'] }, 'ReportBatchItemFailures'],
  [
    'a filter on attributes',
    { ...queue, FilterCriteria: { Filters: [{ Pattern: '{"messageId":["x"]}' }] } },
    'body',
  ],
  ['a stream without a start', { ...stream, StartingPosition: undefined }, 'StartingPosition'],
  ['a record age below a minute', { ...stream, MaximumRecordAgeInSeconds: 30 }, 'at least 60'],
  [
    'a topic as destination',
    { ...stream, DestinationConfig: { OnFailure: { Destination: 'arn:aws:sns:x' } } },
    'SQS',
  ],
])('refuses %s', (_, properties, message) => {
  expect(() => read(properties)).toThrow(message);
});
