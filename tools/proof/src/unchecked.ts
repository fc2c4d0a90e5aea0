/**
 * Where AWS is stricter, or does more, than the engines here (MiniStack and those of a local copy) were seen to.
 * Nothing may rely on their leniency. Checked feature by feature; what `checkedBy` does not cover is in the rules'
 * `notProven`.
 */
export interface Unchecked {
  feature: string;
  leniency: string;
  /** The file that would fail, relative to the repository's root. */
  checkedBy: string;
}

const rules = (file: string) => `infrastructure/test/rules/aws/${file}.ts`;

export const UNCHECKED: Unchecked[] = [
  {
    feature: 'CloudFormation',
    leniency: 'templates of any size, exports of one name, conditions on secrets',
    checkedBy: rules('cloudFormation'),
  },
  {
    feature: 'names',
    leniency: 'of any length and alphabet, and Cognito domains with words of AWS',
    checkedBy: rules('names'),
  },
  {
    feature: 'imports and ARNs',
    leniency: 'mappings, subscriptions and alarms of what does not exist, or is of another kind',
    checkedBy: rules('crossStack'),
  },
  {
    feature: 'IAM',
    leniency: 'policies of any size; MiniStack enforces roles, but not which resource an action takes',
    checkedBy: rules('iam'),
  },
  {
    feature: 'Lambda',
    leniency: 'environments over 4 KB, reserved concurrency beyond that of the account',
    checkedBy: rules('lambda'),
  },
  {
    feature: 'event source mappings',
    leniency:
      'settings that a source does not know, batches without a window, short visibility timeouts, any filter',
    checkedBy: rules('mappings'),
  },
  {
    feature: 'SQS, SNS, Kinesis',
    leniency: 'retention and filters of any size; no engine lets a message expire within a test',
    checkedBy: rules('messaging'),
  },
  {
    feature: 'DynamoDB tables and S3 buckets',
    leniency: 'lifecycles and notifications are stored without a look, or not at all',
    checkedBy: rules('data'),
  },
  {
    feature: 'HTTP APIs',
    leniency: 'a token without exp passes; issuers over HTTP, limits beyond the account, any format of a log',
    checkedBy: rules('apiGateway'),
  },
  {
    feature: 'CloudFront',
    leniency: 'distributions are stored; headers, certificates and log buckets are not looked at',
    checkedBy: rules('distributions'),
  },
  {
    feature: 'CloudFront Functions and cache policies',
    leniency: 'Node runs what CloudFront does not; policies are stored',
    checkedBy: rules('edgeParts'),
  },
  {
    feature: 'CloudWatch',
    leniency:
      'alarms and dashboards are stored and have no data; the gateway evaluates those of a local copy',
    checkedBy: rules('cloudWatch'),
  },
  {
    feature: 'Step Functions and schedules',
    leniency: 'definitions, histories and log groups of any size; any expression',
    checkedBy: rules('workflows'),
  },
  {
    feature: 'Cognito, CodeDeploy, KMS, SES',
    leniency: 'not there, or stored without a look',
    checkedBy: rules('others'),
  },
  {
    feature: 'calls of the functions',
    leniency: 'batches, items, keys and messages beyond the limits of AWS',
    checkedBy: 'tools/faults/src/seam/limits.ts',
  },
  {
    feature: 'throttling, partial answers and transaction conflicts',
    leniency: 'they never happen by themselves',
    checkedBy: 'tools/faults/src/random/faults.ts',
  },
];
