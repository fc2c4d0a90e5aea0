import { createHash } from 'node:crypto';
import type { NamedResource, Place } from './resolve.ts';

/** A resource with its place and its physical name: its own, or one that CloudFormation generates. */
interface Known extends NamedResource, Place {
  name: string;
}

const arn = ({ region, account }: Known, service: string, rest: string) =>
  `arn:aws:${service}:${region}:${account}:${rest}`;
const globalArn = ({ account }: Known, service: string, rest: string) =>
  `arn:aws:${service}::${account}:${rest}`;

const digest = (id: string) => createHash('md5').update(id).digest('hex');

/** An id in the shape of an AWS id. Only its shape and length are meaningful. */
const madeUp =
  (prefix: string, length: number) =>
  ({ logicalId }: Known) =>
    prefix + digest(logicalId).slice(0, length);
const name = (known: Known) => known.name;
const uuid = ({ logicalId }: Known) => {
  return digest(logicalId).replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
};

type Values = Record<string, (known: Known) => string>;

/** The values of `Ref` and `Fn::GetAtt` by type, as in the CloudFormation reference. */
const VALUES: Record<string, Values> = {
  'AWS::ApiGatewayV2::Api': {
    Ref: madeUp('', 10),
    ApiEndpoint: (known) => `https://${madeUp('', 10)(known)}.execute-api.${known.region}.amazonaws.com`,
  },
  'AWS::ApiGatewayV2::Authorizer': { Ref: madeUp('', 6) },
  'AWS::ApiGatewayV2::Integration': { Ref: madeUp('', 7) },
  'AWS::ApiGatewayV2::Route': { Ref: madeUp('', 7) },
  'AWS::ApiGatewayV2::Stage': { Ref: () => '$default' },
  'AWS::CloudFront::CachePolicy': { Ref: uuid },
  'AWS::CloudFront::Distribution': {
    Ref: madeUp('E', 13),
    DomainName: (known) => `${madeUp('d', 13)(known)}.cloudfront.net`,
  },
  'AWS::CloudFront::Function': {
    Ref: (known) => globalArn(known, 'cloudfront', `function/${known.name}`),
    FunctionARN: (known) => globalArn(known, 'cloudfront', `function/${known.name}`),
  },
  'AWS::CloudFront::KeyValueStore': {
    Ref: name,
    Arn: (known) => globalArn(known, 'cloudfront', `key-value-store/${uuid(known)}`),
  },
  'AWS::CloudFront::ResponseHeadersPolicy': { Ref: uuid },
  'AWS::CloudWatch::Alarm': { Ref: name, Arn: (known) => arn(known, 'cloudwatch', `alarm:${known.name}`) },
  'AWS::CloudWatch::CompositeAlarm': { Ref: name },
  'AWS::CodeDeploy::Application': { Ref: name },
  'AWS::CodeDeploy::DeploymentGroup': { Ref: name },
  'AWS::Cognito::UserPool': {
    Ref: (known) => `${known.region}_${madeUp('', 9)(known)}`,
    Arn: (known) => arn(known, 'cognito-idp', `userpool/${known.region}_${madeUp('', 9)(known)}`),
    ProviderURL: (known) =>
      `https://cognito-idp.${known.region}.amazonaws.com/${known.region}_${madeUp('', 9)(known)}`,
  },
  'AWS::Cognito::UserPoolClient': { Ref: madeUp('', 26) },
  'AWS::Cognito::UserPoolResourceServer': { Ref: ({ property }) => String(property('Identifier')) },
  'AWS::DynamoDB::Table': {
    Ref: name,
    Arn: (known) => arn(known, 'dynamodb', `table/${known.name}`),
    StreamArn: (known) => arn(known, 'dynamodb', `table/${known.name}/stream/2026-01-31T12:00:00.000`),
  },
  'AWS::Events::Rule': { Ref: name, Arn: (known) => arn(known, 'events', `rule/${known.name}`) },
  'AWS::IAM::Role': { Ref: name, Arn: (known) => globalArn(known, 'iam', `role/${known.name}`) },
  'AWS::Kinesis::Stream': { Ref: name, Arn: (known) => arn(known, 'kinesis', `stream/${known.name}`) },
  'AWS::KMS::Key': { Ref: uuid, Arn: (known) => arn(known, 'kms', `key/${uuid(known)}`) },
  'AWS::Lambda::Alias': {
    Ref: (known) =>
      `${arn(known, 'lambda', `function:${known.property('FunctionName')}`)}:${known.property('Name')}`,
  },
  'AWS::Lambda::Function': { Ref: name, Arn: (known) => arn(known, 'lambda', `function:${known.name}`) },
  'AWS::Lambda::Version': {
    Ref: (known) => `${arn(known, 'lambda', `function:${known.property('FunctionName')}`)}:1`,
    Version: () => '1',
  },
  'AWS::Logs::LogGroup': { Ref: name, Arn: (known) => arn(known, 'logs', `log-group:${known.name}:*`) },
  'AWS::S3::Bucket': {
    Ref: name,
    Arn: (known) => `arn:aws:s3:::${known.name}`,
    DomainName: (known) => `${known.name}.s3.amazonaws.com`,
    RegionalDomainName: (known) => `${known.name}.s3.${known.region}.amazonaws.com`,
  },
  'AWS::Scheduler::Schedule': { Ref: name },
  'AWS::SNS::Topic': {
    Ref: (known) => arn(known, 'sns', known.name),
    TopicArn: (known) => arn(known, 'sns', known.name),
    TopicName: name,
  },
  'AWS::SQS::Queue': {
    Ref: (known) => `https://sqs.${known.region}.amazonaws.com/${known.account}/${known.name}`,
    Arn: (known) => arn(known, 'sqs', known.name),
    QueueName: name,
  },
  'AWS::StepFunctions::StateMachine': {
    Ref: (known) => arn(known, 'states', `stateMachine:${known.name}`),
    Arn: (known) => arn(known, 'states', `stateMachine:${known.name}`),
    Name: name,
  },
};

/**
 * The value of `Ref` (attribute `Ref`) or `Fn::GetAtt`; undefined for a type or an attribute that is not in the
 * table.
 */
export const attribute = (one: NamedResource, name: string, place: Place): string | undefined =>
  VALUES[one.type]?.[name]?.({ ...place, ...one, name: physicalId(one) });

/** Maximum length of a generated name, in bytes; CloudFormation cuts longer ones. */
const GENERATED: Record<string, number> = {
  'AWS::IAM::Role': 64,
  'AWS::S3::Bucket': 63,
  'AWS::Events::Rule': 64,
};

/** The physical name of a resource: the value of its name property, or a name as CloudFormation generates it. */
export function physicalId({ type, stackName, logicalId, property }: NamedResource): string {
  const own = NAMED_BY[type]?.map(property).find((value) => value !== undefined);
  if (own !== undefined) return String(own);
  const room = (GENERATED[type] ?? 128) - 13;
  const made = `${`${stackName}-${logicalId}`.slice(0, room)}-1A2B3C4D5E6F`;
  return type === 'AWS::S3::Bucket' ? made.toLowerCase() : made;
}

/** The property that sets the name of a resource, by type. */
export const NAMED_BY: Record<string, string[]> = {
  'AWS::CloudFront::Function': ['Name'],
  'AWS::CloudFront::KeyValueStore': ['Name'],
  'AWS::CloudWatch::Alarm': ['AlarmName'],
  'AWS::CloudWatch::CompositeAlarm': ['AlarmName'],
  'AWS::CodeDeploy::Application': ['ApplicationName'],
  'AWS::CodeDeploy::DeploymentGroup': ['DeploymentGroupName'],
  'AWS::DynamoDB::Table': ['TableName'],
  'AWS::Events::Rule': ['Name'],
  'AWS::IAM::Role': ['RoleName'],
  'AWS::Kinesis::Stream': ['Name'],
  'AWS::Lambda::Function': ['FunctionName'],
  'AWS::Logs::LogGroup': ['LogGroupName'],
  'AWS::S3::Bucket': ['BucketName'],
  'AWS::Scheduler::Schedule': ['Name'],
  'AWS::SNS::Topic': ['TopicName'],
  'AWS::SQS::Queue': ['QueueName'],
  'AWS::StepFunctions::StateMachine': ['StateMachineName'],
};
