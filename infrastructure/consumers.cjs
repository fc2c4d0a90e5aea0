// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are the framework's and CloudFormation's.
const { chosen } = require('@orderflow/serverless/alarmChoice');
const { addressOf } = require('./address.cjs');

const ref = (id) => ({ Ref: id });
const getAtt = (id, attribute) => ({ 'Fn::GetAtt': [id, attribute] });
const arn = (name) => ({
  'Fn::Sub': `arn:\${AWS::Partition}:sqs:\${AWS::Region}:\${AWS::AccountId}:orderflow-\${sls:stage}-${name}`,
});
const pascal = (name) => name.replace(/(?:^|-)(\w)/g, (_, letter) => letter.toUpperCase());
const camel = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

/** The declarations in consumers.yml, one entry per queue. */
const declared = (resolveVariable) => resolveVariable(`file(${addressOf('consumers.yml')})`);

/**
 * 14 days is the maximum, for queue and DLQ together: in a standard queue, a message keeps its age when it moves to
 * the DLQ. AWS advises a longer retention for the DLQ than for its source. But a shorter one for the source would
 * lose messages that were never received: an expired message does not go to the DLQ. A redrive starts a new 14 days.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/setting-up-dead-letter-queue-retention.html
 */
const KEPT = { MessageRetentionPeriod: 1209600, SqsManagedSseEnabled: true };

const queue = (Properties) => ({ Type: 'AWS::SQS::Queue', Properties });
const named = (name) => `orderflow-\${sls:stage}-${name}`;

function queues(name, { receives = 30, visibility = 'consumerVisibilityTimeout' }) {
  const id = pascal(name);
  const maxReceiveCount = typeof receives === 'string' ? `\${param:${receives}}` : receives;
  return {
    [`${id}Queue`]: queue({
      QueueName: named(name),
      VisibilityTimeout: `\${param:${visibility}}`,
      RedrivePolicy: { deadLetterTargetArn: getAtt(`${id}Dlq`, 'Arn'), maxReceiveCount },
      ReceiveMessageWaitTimeSeconds: 20,
      ...KEPT,
    }),
    [`${id}Dlq`]: queue({
      QueueName: named(`${name}-dlq`),
      RedriveAllowPolicy: { redrivePermission: 'byQueue', sourceQueueArns: [arn(name)] },
      ...KEPT,
    }),
  };
}

/**
 * The queue's subscription. The queue's DLQ also takes the events that SNS could not deliver at all. SNS needs the
 * DLQ's policy for that; RedriveAllowPolicy is only about the queues that may name the DLQ as theirs:
 * https://docs.aws.amazon.com/sns/latest/dg/sns-configure-dead-letter-queue.html
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
function subscription(name, { events, filter }) {
  const id = pascal(name);
  return (
    events && {
      [`${id}Subscription`]: {
        Type: 'AWS::SNS::Subscription',
        Properties: {
          Endpoint: getAtt(`${id}Queue`, 'Arn'),
          FilterPolicy: { type: events, ...filter },
          RedrivePolicy: { deadLetterTargetArn: getAtt(`${id}Dlq`, 'Arn') },
          TopicArn: ref('EventsTopic'),
          Protocol: 'sqs',
          FilterPolicyScope: 'MessageAttributes',
          RawMessageDelivery: true,
        },
      },
    }
  );
}

function policy(name, { policy: kind, events }) {
  if (kind === 'shared') return {};
  const id = pascal(name);
  const Queues = [ref(`${id}Queue`), ref(`${id}Dlq`)];
  const topicSends = {
    Sid: 'EventsTopicSends',
    Effect: 'Allow',
    Principal: { Service: 'sns.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: arn(`${name}*`),
    Condition: { ArnEquals: { 'aws:SourceArn': ref('EventsTopic') } },
  };
  const tlsOnly = {
    Sid: 'TlsOnly',
    Effect: 'Deny',
    Principal: '*',
    Action: 'sqs:*',
    Resource: arn(`${name}*`),
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
  const Statement = [tlsOnly, ...(events ? [topicSends] : [])];
  return {
    [`${id}QueuePolicy`]: {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: { Queues, PolicyDocument: { Version: '2012-10-17', Statement } },
    },
  };
}

/** On a queue's maximum of a metric. Missing data is not breaching: SQS reports nothing for an idle queue. */
const alarm = (queueId, AlarmName, AlarmDescription, settings) => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    AlarmName: named(AlarmName),
    AlarmDescription,
    Dimensions: [{ Name: 'QueueName', Value: getAtt(queueId, 'QueueName') }],
    Namespace: 'AWS/SQS',
    Statistic: 'Maximum',
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'notBreaching',
    AlarmActions: [ref('AlarmTopic')],
    ...settings,
  },
});

const DEPTH = {
  MetricName: 'ApproximateNumberOfMessagesVisible',
  Period: '${param:depthAlarmPeriod}',
  EvaluationPeriods: 1,
  Threshold: 0,
};
const age = (Threshold) => ({
  MetricName: 'ApproximateAgeOfOldestMessage',
  Period: 60,
  EvaluationPeriods: 5,
  Threshold,
});
/** Why a message of a subscribed queue may be in the DLQ, besides its consumer. */
const UNDELIVERED =
  ' A message may also be one that SNS could not deliver, because the queue or its policy was gone.';
const HOW_LONG = { 600: '10 minutes', 3600: 'an hour' };

function alarms(name, consumer) {
  const id = pascal(name);
  const {
    runbook = 'dead-events',
    dead = 'Events failed for good.',
    deadAdvice = "Read a message and its consumer's log lines, fix the cause, then redrive: every consumer takes a repeated message once.",
    late = 'Events wait',
    lateAfter = 600,
    lateAdvice = 'The consumer is failing, throttled, switched off or too slow: look at its errors and throttles and at whether its event source mapping is enabled, then raise its concurrency.',
    lateRunbook = 'age-of-the-oldest-message',
    events,
  } = consumer;
  return {
    [`${id}DlqDepthAlarm`]: alarm(
      `${id}Dlq`,
      `${name}-dlq-depth`,
      `${dead}${events ? UNDELIVERED : ''} ${deadAdvice} Runbook: docs/runbook.md#${runbook}`,
      DEPTH,
    ),
    [`${id}QueueAgeAlarm`]: alarm(
      `${id}Queue`,
      `${name}-queue-age`,
      `${late} for more than ${HOW_LONG[lateAfter]}. ${lateAdvice} Runbook: docs/runbook.md#${lateRunbook}`,
      age(lateAfter),
    ),
  };
}

function outputs(name, { url, dlq }) {
  const id = `${pascal(name)}Queue`;
  const dlqId = `${pascal(name)}Dlq`;
  const exported = (what, Value) => ({ Value, Export: { Name: named(`${name}-${what}`) } });
  return {
    [`${id}Arn`]: exported('queue-arn', getAtt(id, 'Arn')),
    ...(url && { [`${id}Url`]: exported('queue-url', ref(id)) }),
    ...(dlq && { [`${dlqId}Arn`]: exported('dlq-arn', getAtt(dlqId, 'Arn')) }),
  };
}

/** The resources and outputs of every declared queue, with the alarms that the stage chose. */
module.exports = async ({ resolveVariable }) => {
  const isChosen = chosen(await resolveVariable('param:alarms'));
  const all = { Resources: {}, Outputs: {} };
  for (const [name, consumer] of Object.entries(await declared(resolveVariable))) {
    const own = Object.entries(alarms(name, consumer)).filter(([id]) => isChosen(id, consumer.lesser));
    Object.assign(
      all.Resources,
      ...[queues, subscription, policy].map((make) => make(name, consumer)),
      Object.fromEntries(own),
    );
    Object.assign(all.Outputs, outputs(name, consumer));
  }
  return all;
};

/** The parameters with which services find the queues: by export, and on a laptop by name. */
module.exports.parameters = async (resolveVariable) => {
  const consumers = Object.entries(await declared(resolveVariable));
  const entries = consumers.flatMap(([name, { url, dlq }]) => [
    { name, key: `${camel(name)}QueueArn`, what: 'queue-arn', local: LOCAL_ARN },
    ...(url ? [{ name, key: `${camel(name)}QueueUrl`, what: 'queue-url', local: LOCAL_URL }] : []),
    ...(dlq ? [{ name: `${name}-dlq`, key: `${camel(name)}DlqArn`, what: 'arn', local: LOCAL_ARN }] : []),
  ]);
  const of = (value) => Object.fromEntries(entries.map((one) => [one.key, value(one)]));
  return {
    default: of(({ name, what }) => ({ 'Fn::ImportValue': named(`${name}-${what}`) })),
    local: of(({ name, local }) => `${local}orderflow-local-${name}`),
  };
};

const LOCAL_ARN = 'arn:aws:sqs:us-east-1:000000000000:';
const LOCAL_URL = "${env:ORDERFLOW_SQS_URL, 'http://127.0.0.1:4002'}/000000000000/";
