import type { Deployment } from '@orderflow/stacks/deployment';
import { type AwsRule, every, type Found, failing, ranges, some } from './rule.ts';

const API = 'https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html';
const MAPPING = 'AWS::Lambda::EventSourceMapping';

const kindOf = ({ Properties }: Found) => String(Properties.EventSourceArn).split(':')[2] ?? '';
const of =
  (kind: string) =>
  (found: Found): boolean =>
    JSON.stringify(found.Properties.EventSourceArn).includes(kind);

const settings = ranges(MAPPING, API, {
  BatchSize: [1, 10_000],
  MaximumBatchingWindowInSeconds: [0, 300],
  ParallelizationFactor: [1, 10],
  MaximumRetryAttempts: [-1, 10_000],
  MaximumRecordAgeInSeconds: [-1, 604_800],
  TumblingWindowInSeconds: [0, 900],
  'ScalingConfig.MaximumConcurrency': [2, 1_000],
});

const agesAreMinutes: AwsRule = {
  name: 'the age at which a stream mapping gives up on a record is a minute at least, or -1 for never',
  source: API,
  check: (stage) =>
    failing(
      stage,
      MAPPING,
      ({ Properties: { MaximumRecordAgeInSeconds: age } }) => (age ?? -1) === -1 || age >= 60,
    ),
  counterexamples: {
    'half a minute': (stage) => {
      some(stage, MAPPING, of('stream')).Properties.MaximumRecordAgeInSeconds = 30;
    },
  },
};

const STREAM_ONLY = [
  'BisectBatchOnFunctionError',
  'MaximumRecordAgeInSeconds',
  'MaximumRetryAttempts',
  'ParallelizationFactor',
  'StartingPosition',
  'TumblingWindowInSeconds',
  'DestinationConfig',
];

const settingsFitTheSource: AwsRule = {
  name: 'a mapping has only settings that its source knows: a queue its concurrency, a stream where to start and when to give up',
  source: API,
  check: (stage) =>
    failing(stage, MAPPING, (found) => {
      const { Properties } = found;
      if (kindOf(found) === 'sqs') return STREAM_ONLY.every((one) => Properties[one] === undefined);
      const start = Properties.StartingPosition;
      const starts = ['TRIM_HORIZON', 'LATEST', ...(kindOf(found) === 'kinesis' ? ['AT_TIMESTAMP'] : [])];
      return starts.includes(start) && Properties.ScalingConfig === undefined;
    }),
  counterexamples: {
    'a queue with retries': (stage) => {
      some(stage, MAPPING, of('queue')).Properties.MaximumRetryAttempts = 3;
    },
    'a stream with a concurrency': (stage) => {
      some(stage, MAPPING, of('stream')).Properties.ScalingConfig = { MaximumConcurrency: 2 };
    },
    'a stream without a start': (stage) => {
      delete some(stage, MAPPING, of('stream')).Properties.StartingPosition;
    },
    "a table's stream from a time on": (stage) => {
      some(stage, MAPPING, of('stream-arn')).Properties.StartingPosition = 'AT_TIMESTAMP';
    },
  },
};

const largeBatchesWait: AwsRule = {
  name: 'a queue mapping with batches of over 10 messages waits a second at least for them to fill',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html',
  notProven: 'batches end at 6 MB, too: a batch of large messages is smaller than its size says',
  check: (stage) =>
    failing(stage, MAPPING, (found) => {
      const { BatchSize = 10, MaximumBatchingWindowInSeconds = 0 } = found.Properties;
      return kindOf(found) !== 'sqs' || BatchSize <= 10 || MaximumBatchingWindowInSeconds >= 1;
    }),
  counterexamples: {
    'a large batch at once': (stage) => {
      const { Properties } = some(
        stage,
        MAPPING,
        ({ Properties: one }) => one.ScalingConfig && one.BatchSize > 10,
      );
      delete Properties.MaximumBatchingWindowInSeconds;
    },
  },
};

const queueOf = (stage: Deployment, { Properties }: Found) =>
  every(stage, 'AWS::SQS::Queue').find(
    (queue) => queue.Properties.QueueName === String(Properties.EventSourceArn).split(':')[5],
  );
const functionOf = (stage: Deployment, { Properties }: Found) => {
  const name = String(Properties.FunctionName).split(':')[6];
  return every(stage, 'AWS::Lambda::Function').find((one) => one.Properties.FunctionName === name);
};

/**
 * AWS refuses a visibility timeout below the function's timeout, and advises six times as much, which a throttled
 * batch needs.
 */
const visibilityCoversTimeout: AwsRule = {
  name: 'a queue hides a message for at least 6 times the timeout of the function that consumes it, and while a batch fills',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html',
  check: (stage) =>
    failing(stage, MAPPING, (found) => {
      if (kindOf(found) !== 'sqs') return true;
      const hidden = queueOf(stage, found)?.Properties.VisibilityTimeout ?? 0;
      const timeout = functionOf(stage, found)?.Properties.Timeout ?? Number.POSITIVE_INFINITY;
      return hidden >= 6 * timeout + (found.Properties.MaximumBatchingWindowInSeconds ?? 0);
    }),
  counterexamples: {
    'a slower function': (stage) => {
      for (const { Properties } of every(stage, 'AWS::Lambda::Function')) Properties.Timeout *= 6;
    },
    'a queue with the default, 30 seconds': (stage) => {
      const consumed = some(stage, 'AWS::SQS::Queue', ({ Properties }) => Properties.VisibilityTimeout);
      delete consumed.Properties.VisibilityTimeout;
    },
  },
};

const concurrencyFits: AwsRule = {
  name: 'a mapping has no more executors than the function that they run has reserved concurrency',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html',
  check: (stage) =>
    failing(stage, MAPPING, (found) => {
      const reserved = functionOf(stage, found)?.Properties.ReservedConcurrentExecutions;
      return (
        reserved === undefined || (found.Properties.ScalingConfig?.MaximumConcurrency ?? 1_000) <= reserved
      );
    }),
  counterexamples: {
    'less reserved': (stage) => {
      for (const { Properties } of every(stage, 'AWS::Lambda::Function'))
        Properties.ReservedConcurrentExecutions = 1;
    },
  },
};

/** An operator such as `exists` applies only to a leaf. */
function isPattern(text: unknown): boolean {
  const holds = (value: unknown): boolean =>
    Array.isArray(value)
      ? value.length > 0
      : typeof value === 'object' && value !== null && Object.values(value).every(holds);
  try {
    return typeof text === 'string' && text.length <= 4_096 && holds(JSON.parse(text));
  } catch {
    return false;
  }
}
const KEYS: Record<string, RegExp> = {
  sqs: /^(body|messageAttributes|attributes)$/,
  kinesis: /^(data|partitionKey)$/,
  dynamodb: /^(eventName|eventID|eventSource|awsRegion|dynamodb)$/,
};

const filtersMatch: AwsRule = {
  name: 'a mapping has at most 5 filters of 4,096 characters, which name parts that its source has',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html',
  notProven:
    'that a filter lets through what it should: the local poller evaluates it, and the end-to-end tests go through it',
  check: (stage) =>
    failing(stage, MAPPING, (found) => {
      const filters: { Pattern: string }[] = found.Properties.FilterCriteria?.Filters ?? [];
      return (
        filters.length <= 5 &&
        filters.every(
          ({ Pattern }) =>
            isPattern(Pattern) &&
            Object.keys(JSON.parse(Pattern)).every((key) => KEYS[kindOf(found)]?.test(key)),
        )
      );
    }),
  counterexamples: {
    'a value without its list': (stage) => {
      const { Properties } = some(stage, MAPPING, ({ Properties: one }) => one.FilterCriteria);
      Properties.FilterCriteria.Filters = [{ Pattern: '{"eventName":"INSERT"}' }];
    },
    'six filters': (stage) => {
      const { Properties } = some(stage, MAPPING, ({ Properties: one }) => one.FilterCriteria);
      Properties.FilterCriteria.Filters = Array(6).fill(Properties.FilterCriteria.Filters[0]);
    },
    "a part that a table's record has not": (stage) => {
      const { Properties } = some(stage, MAPPING, ({ Properties: one }) => one.FilterCriteria);
      Properties.FilterCriteria.Filters = [{ Pattern: '{"body":{"type":["x"]}}' }];
    },
  },
};

const readersAreFew: AwsRule = {
  name: "a table's stream has at most two readers, a data stream five",
  source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html',
  check: (stage) => {
    const sources = every(stage, MAPPING).map(({ Properties }) => String(Properties.EventSourceArn));
    const most = (arn: string) => (arn.includes(':dynamodb:') ? 2 : 5);
    return [...new Set(sources)].filter(
      (arn) => !arn.includes(':sqs:') && sources.filter((one) => one === arn).length > most(arn),
    );
  },
  counterexamples: {
    'three readers': (stage) => {
      const { stack, one } = some(stage, MAPPING, of('stream-arn'));
      const resources = stage.stacks[stack]?.Resources ?? {};
      for (const id of ['Second', 'Third']) resources[id] = structuredClone(one);
    },
  },
};

export const MAPPINGS = [
  settings,
  agesAreMinutes,
  settingsFitTheSource,
  largeBatchesWait,
  visibilityCoversTimeout,
  concurrencyFits,
  filtersMatch,
  readersAreFew,
];
