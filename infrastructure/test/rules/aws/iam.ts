import type { Deployment } from '@orderflow/stacks/deployment';
import { type AwsRule, every, type Found, failing, some } from './rule.ts';

const QUOTAS = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html';
const ROLE = 'AWS::IAM::Role';

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: string | string[];
}
interface Policy {
  PolicyName: string;
  PolicyDocument: { Statement: Statement[] };
}
const policies = ({ Properties }: Found): Policy[] => Properties.Policies ?? [];
/** IAM does not count white space. */
const size = (document: unknown) => JSON.stringify(document).replaceAll(/\s/g, '').length;

const policiesFit: AwsRule = {
  name: "a role's own policies have 10,240 characters together, its trust policy 2,048, all of them printable, and at most 10 others are attached",
  source: QUOTAS,
  check: (stage) =>
    failing(stage, ROLE, (found) => {
      const { AssumeRolePolicyDocument, ManagedPolicyArns = [] } = found.Properties;
      const own = policies(found);
      return (
        own.reduce((sum, { PolicyDocument }) => sum + size(PolicyDocument), 0) <= 10_240 &&
        size(AssumeRolePolicyDocument) <= 2_048 &&
        ManagedPolicyArns.length <= 10 &&
        own.every(({ PolicyName }) => /^[\w+=,.@-]{1,128}$/.test(PolicyName)) &&
        /^[\t\n\r\u0020-\u00ff]*$/.test(JSON.stringify(own))
      );
    }),
  counterexamples: {
    'a long policy': (stage) => {
      const statement = { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: 'x'.repeat(10_240) };
      some(stage, ROLE).Properties.Policies[0].PolicyDocument.Statement.push(statement);
    },
    'eleven policies attached': (stage) => {
      some(stage, ROLE).Properties.ManagedPolicyArns = Array.from(
        { length: 11 },
        (_, index) => `arn${index}`,
      );
    },
    'a dash that is not ASCII': (stage) => {
      some(stage, ROLE).Properties.Policies[0].PolicyDocument.Statement[0].Sid = 'Reads – only';
    },
  },
};

const arn = (service: string, rest: string) => new RegExp(`^arn:aws:${service}:[^:]*:[^:]*:${rest}$`);
const TABLE = arn('dynamodb', 'table/[^/]+');
const INDEX = arn('dynamodb', 'table/[^/]+/index/[^/]+');
const TABLE_STREAM = arn('dynamodb', 'table/[^/]+/stream/[^/]+');
const STREAM = arn('kinesis', 'stream/[^/]+');
const QUEUE = arn('sqs', '[\\w-]+');
const OBJECT = /^arn:aws:s3:::[^/]+\/.+$/;
const BUCKET = /^arn:aws:s3:::[^/]+$/;
const LOGS = /^arn:aws:logs:/;
const ALL = /^\*$/;

/**
 * The resources that an action supports. A statement with another resource allows nothing, and the call ends in
 * AccessDenied. If the reference lists none, it is `*`. Look up an action there before adding it here.
 */
const TAKES: Record<string, RegExp[]> = {
  'dynamodb:BatchGetItem': [TABLE],
  'dynamodb:BatchWriteItem': [TABLE],
  'dynamodb:ConditionCheckItem': [TABLE],
  'dynamodb:DeleteItem': [TABLE],
  'dynamodb:GetItem': [TABLE],
  'dynamodb:PartiQLInsert': [TABLE],
  'dynamodb:PutItem': [TABLE],
  'dynamodb:Query': [TABLE, INDEX],
  'dynamodb:Scan': [TABLE, INDEX],
  'dynamodb:UpdateItem': [TABLE],
  'dynamodb:DescribeStream': [TABLE_STREAM],
  'dynamodb:GetRecords': [TABLE_STREAM],
  'dynamodb:GetShardIterator': [TABLE_STREAM],
  // The framework's statement: with the stream, as Lambda's own error message requires when a mapping is created.
  'dynamodb:ListStreams': [TABLE_STREAM, ALL],
  'kinesis:DescribeStream': [STREAM],
  'kinesis:DescribeStreamSummary': [STREAM],
  'kinesis:GetRecords': [STREAM],
  'kinesis:GetShardIterator': [STREAM],
  'kinesis:ListShards': [STREAM],
  'kinesis:ListStreams': [STREAM, ALL],
  'kinesis:PutRecords': [STREAM],
  'kms:Decrypt': [arn('kms', 'key/.+'), ALL],
  'kms:GenerateDataKey': [arn('kms', 'key/.+'), ALL],
  'lambda:InvokeFunction': [arn('lambda', 'function:.+')],
  'logs:CreateLogDelivery': [ALL],
  'logs:CreateLogGroup': [LOGS],
  'logs:CreateLogStream': [LOGS],
  'logs:DeleteLogDelivery': [ALL],
  'logs:DescribeLogGroups': [ALL],
  'logs:DescribeResourcePolicies': [ALL],
  'logs:GetLogDelivery': [ALL],
  'logs:ListLogDeliveries': [ALL],
  'logs:PutLogEvents': [LOGS],
  'logs:PutResourcePolicy': [ALL],
  'logs:TagResource': [LOGS],
  'logs:UpdateLogDelivery': [ALL],
  's3:AbortMultipartUpload': [OBJECT],
  's3:DeleteObject': [OBJECT],
  's3:DeleteObjectVersion': [OBJECT],
  's3:GetObject': [OBJECT],
  's3:GetObjectVersion': [OBJECT],
  's3:ListBucket': [BUCKET],
  's3:ListBucketVersions': [BUCKET],
  's3:PutObject': [OBJECT],
  'secretsmanager:GetSecretValue': [arn('secretsmanager', 'secret:.+')],
  'ses:SendEmail': [arn('ses', '(identity|configuration-set)/.+')],
  'sns:Publish': [arn('sns', '[\\w-]+')],
  'sqs:ChangeMessageVisibility': [QUEUE],
  'sqs:DeleteMessage': [QUEUE],
  'sqs:GetQueueAttributes': [QUEUE],
  'sqs:ReceiveMessage': [QUEUE],
  'sqs:SendMessage': [QUEUE],
  'ssm:GetParameter': [arn('ssm', 'parameter/.+')],
  // The reference lists no resource for it; AWS's own policy template StepFunctionsCallbackPolicy (SAM) uses the
  // state machine. Step Functions checks the state machine of the task, as its error messages show.
  'states:SendTaskFailure': [arn('states', 'stateMachine:.+'), ALL],
  'states:SendTaskSuccess': [arn('states', 'stateMachine:.+'), ALL],
  'states:StartExecution': [arn('states', 'stateMachine:.+')],
  'states:StopExecution': [arn('states', 'execution:.+')],
  'xray:GetSamplingRules': [ALL],
  'xray:GetSamplingTargets': [ALL],
  'xray:PutTelemetryRecords': [ALL],
  'xray:PutTraceSegments': [ALL],
};

const statements = (stage: Deployment) =>
  every(stage, ROLE).flatMap((found) =>
    policies(found).flatMap(({ PolicyDocument }) =>
      PolicyDocument.Statement.map((one) => ({
        at: found.at,
        actions: [one.Action].flat(),
        resources: [one.Resource].flat(),
      })),
    ),
  );

const actionsFitResources: AwsRule = {
  name: 'an action is allowed on the kind of resource that it takes',
  source:
    'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html',
  notProven:
    'states:SendTaskSuccess: two documents of AWS differ, see the table. That a role allows all that its function calls is shown by pnpm test:deploy',
  check: (stage) =>
    statements(stage).flatMap(({ at, actions, resources }) => {
      const fits = (action: string, resource: string) =>
        TAKES[action]?.some((one) => one.test(resource)) ?? false;
      return [
        ...actions.filter((action) => !resources.some((one) => fits(action, one))),
        ...resources.filter((one) => !actions.some((action) => fits(action, one))),
      ].map((what) => `${at}: ${what}`);
    }),
  counterexamples: {
    'an action that needs the objects, on the bucket': (stage) => {
      const { Properties } = some(stage, ROLE, (found) => JSON.stringify(found.one).includes('s3:PutObject'));
      const all: Statement[] = Properties.Policies.flatMap((one: Policy) => one.PolicyDocument.Statement);
      for (const one of all)
        if ([one.Action].flat().includes('s3:PutObject')) one.Resource = 'arn:aws:s3:::bucket';
    },
    'an action that knows no resource, on one': (stage) => {
      const statement = {
        Effect: 'Allow',
        Action: 'xray:PutTraceSegments',
        Resource: 'arn:aws:sqs:r:1:queue',
      };
      some(stage, ROLE).Properties.Policies[0].PolicyDocument.Statement.push(statement);
    },
    'an action that does not exist': (stage) => {
      const statement = {
        Effect: 'Allow',
        Action: 'dynamodb:Insert',
        Resource: 'arn:aws:dynamodb:r:1:table/x',
      };
      some(stage, ROLE).Properties.Policies[0].PolicyDocument.Statement.push(statement);
    },
  },
};

export const IAM = [policiesFit, actionsFitResources];
