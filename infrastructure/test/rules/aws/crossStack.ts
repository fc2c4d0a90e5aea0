import type { Deployment } from '@orderflow/stacks/deployment';
import { type Inventory, inventory } from './inventory.ts';
import { type AwsRule, every, some } from './rule.ts';

const IMPORTS = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html';

/** What an environment variable contains, by the end of its name. Other variables are settings. */
const VARIABLES: [ending: RegExp, holds: (value: string, stage: Inventory) => boolean][] = [
  [/_TABLE$/, (value, { names }) => names.has(`AWS::DynamoDB::Table ${value}`)],
  [/_BUCKET$/, (value, { names }) => names.has(`AWS::S3::Bucket ${value}`)],
  [/_STREAM$/, (value, { names }) => names.has(`AWS::Kinesis::Stream ${value}`)],
  [/_QUEUE_URL$/, (value, { urls }) => urls.has(value)],
  [/_ARN$/, (value, { arns }) => arns.has(value)],
];

const variables = (stage: Deployment) =>
  every(stage, 'AWS::Lambda::Function').flatMap(({ at, Properties }) =>
    Object.entries<unknown>(Properties.Environment?.Variables ?? {}).map(([name, value]) => ({
      at,
      name,
      value,
    })),
  );

const environmentsNameWhatIsThere: AwsRule = {
  name: 'an environment names tables, buckets, streams, queues and ARNs that the stage has, each in its own form',
  source: IMPORTS,
  check: (stage) => {
    const here = inventory(stage);
    return variables(stage)
      .filter(({ name, value }) => {
        const [, holds] = VARIABLES.find(([ending]) => ending.test(name)) ?? [];
        // A resource that the stage has switched off has an empty name.
        return typeof value !== 'string' || (value !== '' && holds && !holds(value, here));
      })
      .map(({ at, name, value }) => `${at}: ${name} is ${value}`);
  },
  counterexamples: {
    "a table's ARN for its name": (stage) => {
      const { Variables } = some(
        stage,
        'AWS::Lambda::Function',
        ({ Properties }) => 'ORDERS_TABLE' in (Properties.Environment?.Variables ?? {}),
      ).Properties.Environment;
      Variables.ORDERS_TABLE = { 'Fn::ImportValue': `orderflow-${stage.stage}-orders-table-arn` };
    },
    'a queue that nobody makes': (stage) => {
      const { Variables } = some(stage, 'AWS::Lambda::Function').Properties.Environment;
      Variables.OTHER_QUEUE_URL = 'https://sqs.us-east-1.amazonaws.com/123456789012/other';
    },
  },
};

/** The properties, by type, that need the ARN of a resource of this stage, with the pattern of that ARN. */
const WANTED: [type: string, path: (properties: Record<string, never>) => unknown[], arn: RegExp][] = [
  [
    'AWS::Lambda::EventSourceMapping',
    ({ EventSourceArn }) => [EventSourceArn],
    /^arn:aws:(sqs:|kinesis:[^:]*:\d+:stream\/|dynamodb:[^:]*:\d+:table\/[^/]+\/stream\/)/,
  ],
  [
    'AWS::Lambda::EventSourceMapping',
    ({ DestinationConfig }) => [(DestinationConfig as never)?.['OnFailure']?.['Destination']],
    /^arn:aws:(sqs|sns|s3):/,
  ],
  [
    'AWS::Lambda::EventInvokeConfig',
    ({ DestinationConfig }) => [(DestinationConfig as never)?.['OnFailure']?.['Destination']],
    /^arn:aws:(sqs|sns|lambda|events):/,
  ],
  ['AWS::Lambda::Function', ({ Role }) => [Role], /^arn:aws:iam::/],
  ['AWS::CloudWatch::Alarm', ({ AlarmActions }) => [AlarmActions ?? []].flat(), /^arn:aws:sns:/],
  ['AWS::CloudWatch::CompositeAlarm', ({ AlarmActions }) => [AlarmActions ?? []].flat(), /^arn:aws:sns:/],
  ['AWS::SNS::Subscription', ({ TopicArn }) => [TopicArn], /^arn:aws:sns:/],
  [
    'AWS::SNS::Subscription',
    ({ RedrivePolicy }) => [(RedrivePolicy as never)?.['deadLetterTargetArn']],
    /^arn:aws:sqs:/,
  ],
  [
    'AWS::SQS::Queue',
    ({ RedrivePolicy }) => [(RedrivePolicy as never)?.['deadLetterTargetArn']],
    /^arn:aws:sqs:/,
  ],
  [
    'AWS::Events::Rule',
    ({ Targets }) => ((Targets ?? []) as { Arn: unknown }[]).map(({ Arn }) => Arn),
    /^arn:aws:(lambda|sqs|sns|states):/,
  ],
  ['AWS::StepFunctions::StateMachine', ({ RoleArn }) => [RoleArn], /^arn:aws:iam::/],
];

const arnsAreThere: AwsRule = {
  name: 'an ARN of another resource, in this stack or imported, is of something that the stage has and of the kind its place takes',
  source: IMPORTS,
  check: (stage) => {
    const { arns } = inventory(stage);
    return WANTED.flatMap(([type, read, pattern]) =>
      every(stage, type).flatMap(({ at, Properties }) =>
        read(Properties as never)
          .filter((arn) => arn !== undefined)
          .filter((arn) => typeof arn !== 'string' || !pattern.test(arn) || !arns.has(arn))
          .map((arn) => `${at}: ${arn}`),
      ),
    );
  },
  counterexamples: {
    'the ARN of a table where its stream belongs': (stage) => {
      some(stage, 'AWS::Lambda::EventSourceMapping', ({ Properties }) =>
        JSON.stringify(Properties.EventSourceArn).includes('users-stream-arn'),
      ).Properties.EventSourceArn = { 'Fn::ImportValue': `orderflow-${stage.stage}-users-table-arn` };
    },
    'a queue for a topic': (stage) => {
      some(stage, 'AWS::CloudWatch::Alarm').Properties.AlarmActions = [
        { 'Fn::ImportValue': `orderflow-${stage.stage}-signup-queue-arn` },
      ];
    },
    'the queue of another stage': (stage) => {
      some(stage, 'AWS::Lambda::EventInvokeConfig').Properties.DestinationConfig.OnFailure.Destination =
        `arn:aws:sqs:${stage.region}:${stage.account}:orderflow-other-schedule-failures`;
    },
  },
};

export const CROSS_STACK = [environmentsNameWhatIsThere, arnsAreThere];
