import type { Deployment } from '@orderflow/stacks/deployment';
import { type AwsRule, every, type Found, failing, jsonBytes, ranges, some } from './rule.ts';

const QUEUE = 'AWS::SQS::Queue';
const SUBSCRIPTION = 'AWS::SNS::Subscription';

const queueSettings = ranges(
  QUEUE,
  'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html',
  {
    DelaySeconds: [0, 900],
    MaximumMessageSize: [1_024, 1_048_576],
    MessageRetentionPeriod: [60, 1_209_600],
    ReceiveMessageWaitTimeSeconds: [0, 20],
    VisibilityTimeout: [0, 43_200],
    'RedrivePolicy.maxReceiveCount': [1, 1_000],
  },
);

const queueAt = (stage: Deployment, arn: unknown) =>
  every(stage, QUEUE).find(({ Properties }) => Properties.QueueName === String(arn).split(':')[5]);
const FOUR_DAYS = 345_600;

const deadLettersOutlive: AwsRule = {
  name: 'a DLQ is of the kind of its source queue and keeps messages at least as long, since they keep their age',
  source:
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/setting-up-dead-letter-queue-retention.html',
  notProven:
    'AWS advises longer, and 14 days are the most: what waited 13 days in its source queue is one day in the DLQ. The alarm on the age of the oldest message comes long before',
  check: (stage) =>
    failing(stage, QUEUE, ({ Properties }) => {
      if (!Properties.RedrivePolicy) return true;
      const dlq = queueAt(stage, Properties.RedrivePolicy.deadLetterTargetArn)?.Properties;
      const kept = (queue: Found['Properties']) => queue.MessageRetentionPeriod ?? FOUR_DAYS;
      return dlq !== undefined && !dlq.FifoQueue === !Properties.FifoQueue && kept(dlq) >= kept(Properties);
    }),
  counterexamples: {
    'a DLQ that forgets sooner': (stage) => {
      delete some(stage, QUEUE, ({ Properties }) => Properties.RedriveAllowPolicy).Properties
        .MessageRetentionPeriod;
    },
    'a FIFO queue with a standard DLQ': (stage) => {
      some(stage, QUEUE, ({ Properties }) => Properties.RedrivePolicy).Properties.FifoQueue = true;
    },
  },
};

const redriveSourcesAreFew: AwsRule = {
  name: 'a DLQ names at most 10 queues that may use it',
  source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html',
  check: (stage) =>
    failing(
      stage,
      QUEUE,
      ({ Properties }) => (Properties.RedriveAllowPolicy?.sourceQueueArns ?? []).length <= 10,
    ),
  counterexamples: {
    'eleven sources': (stage) => {
      const { RedriveAllowPolicy } = some(
        stage,
        QUEUE,
        ({ Properties }) => Properties.RedriveAllowPolicy,
      ).Properties;
      RedriveAllowPolicy.sourceQueueArns = Array(11).fill(RedriveAllowPolicy.sourceQueueArns[0]);
    },
  },
};

/** The attributes of a filter, or the leaves of a filter on the body, as lists of values. */
const lists = (policy: unknown): unknown[][] =>
  Array.isArray(policy) ? [policy] : Object.values(policy as object).flatMap(lists);

const filtersFit: AwsRule = {
  name: 'a filter policy has at most 5 keys, 150 combinations of values and 256 KB',
  source: 'https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html',
  notProven: 'an account has 10,000 filter policies, and a topic 200, unless it asks for more',
  check: (stage) =>
    failing(stage, SUBSCRIPTION, ({ Properties: { FilterPolicy = {} } }) => {
      const values = lists(FilterPolicy);
      const combinations = values.reduce((product, list) => product * Math.max(1, list.length), 1);
      return values.length <= 5 && combinations <= 150 && jsonBytes(FilterPolicy) <= 256 * 1024;
    }),
  counterexamples: {
    'six attributes': (stage) => {
      const names = Array.from({ length: 6 }, (_, index) => [`a${index}`, ['x']]);
      some(stage, SUBSCRIPTION).Properties.FilterPolicy = Object.fromEntries(names);
    },
    'too many combinations': (stage) => {
      const list = Array.from({ length: 13 }, (_, index) => `v${index}`);
      some(stage, SUBSCRIPTION).Properties.FilterPolicy = { one: list, two: list };
    },
  },
};

const rawMessagesGoWhereTheyMay: AwsRule = {
  name: 'messages go raw to queues and HTTP endpoints only, and to standard queues from standard topics',
  source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html',
  notProven:
    'raw messages carry at most 10 attributes to a queue, and one with more is given up on: the outbox sends 2 (packages/lambda/src/outbox.ts)',
  check: (stage) =>
    failing(stage, SUBSCRIPTION, ({ Properties: { Protocol, RawMessageDelivery, Endpoint } }) => {
      const raw = ['sqs', 'http', 'https', 'firehose'].includes(Protocol) || !RawMessageDelivery;
      const queue = Protocol !== 'sqs' || queueAt(stage, Endpoint)?.Properties.FifoQueue === undefined;
      return raw && queue && (Protocol !== 'sqs' || queueAt(stage, Endpoint) !== undefined);
    }),
  counterexamples: {
    'raw e-mail': (stage) => {
      some(stage, SUBSCRIPTION).Properties.Protocol = 'email';
    },
    'a queue that is not there': (stage) => {
      some(stage, SUBSCRIPTION).Properties.Endpoint = 'arn:aws:sqs:us-east-1:123456789012:gone';
    },
  },
};

const stream = ranges(
  'AWS::Kinesis::Stream',
  'https://docs.aws.amazon.com/kinesis/latest/APIReference/API_IncreaseStreamRetentionPeriod.html',
  { RetentionPeriodHours: [24, 8_760] },
);

const shardsFitTheMode: AwsRule = {
  name: 'a data stream on demand names no shards, a provisioned one does',
  source:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kinesis-stream.html',
  notProven:
    'a stream may change its mode twice in 24 hours, and an account has 200 shards (500 in the large regions) and 50 streams on demand',
  check: (stage) =>
    failing(stage, 'AWS::Kinesis::Stream', ({ Properties: { StreamModeDetails, ShardCount } }) =>
      StreamModeDetails?.StreamMode === 'ON_DEMAND' ? ShardCount === undefined : ShardCount >= 1,
    ),
  counterexamples: {
    'shards on demand': (stage) => {
      Object.assign(some(stage, 'AWS::Kinesis::Stream').Properties, {
        StreamModeDetails: { StreamMode: 'ON_DEMAND' },
        ShardCount: 1,
      });
    },
    'provisioned without shards': (stage) => {
      const { Properties } = some(stage, 'AWS::Kinesis::Stream');
      Properties.StreamModeDetails = { StreamMode: 'PROVISIONED' };
      delete Properties.ShardCount;
    },
  },
};

export const MESSAGING = [
  queueSettings,
  deadLettersOutlive,
  redriveSourcesAreFew,
  filtersFit,
  rawMessagesGoWhereTheyMay,
  stream,
  shardsFitTheMode,
];
