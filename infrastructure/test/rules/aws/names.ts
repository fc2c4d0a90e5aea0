import { named } from './rule.ts';

/** The page of an operation in a service's API reference. */
const api = (reference: string, operation: string) =>
  `https://docs.aws.amazon.com/${reference}/API_${operation}.html`;

/** The names that AWS accepts. The variants include the longest stage name, in the region with the longest name. */
export const NAMES = [
  named(
    'AWS::ApiGatewayV2::Api',
    'Name',
    'https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html',
    /^[\x20-\x7e]+$/,
    128,
  ),
  named(
    'AWS::CloudFront::Function',
    'Name',
    api('cloudfront/latest/APIReference', 'CreateFunction'),
    /^[a-zA-Z0-9-_]+$/,
    64,
  ),
  named(
    'AWS::CloudFront::KeyValueStore',
    'Name',
    api('cloudfront/latest/APIReference', 'CreateKeyValueStore'),
    /^[a-zA-Z0-9-_]+$/,
    64,
  ),
  named(
    'AWS::CloudWatch::Alarm',
    'AlarmName',
    api('AmazonCloudWatch/latest/APIReference', 'PutMetricAlarm'),
    /^[\x20-\x7e]+$/,
    255,
  ),
  named(
    'AWS::CloudWatch::CompositeAlarm',
    'AlarmName',
    api('AmazonCloudWatch/latest/APIReference', 'PutCompositeAlarm'),
    /^[\x20-\x7e]+$/,
    255,
  ),
  named(
    'AWS::CloudWatch::Dashboard',
    'DashboardName',
    api('AmazonCloudWatch/latest/APIReference', 'PutDashboard'),
    /^[A-Za-z0-9-_]+$/,
    255,
  ),
  named(
    'AWS::Cognito::UserPool',
    'UserPoolName',
    api('cognito-user-identity-pools/latest/APIReference', 'CreateUserPool'),
    /^[\w\s+=,.@-]+$/,
    128,
  ),
  named(
    'AWS::DynamoDB::Table',
    'TableName',
    api('amazondynamodb/latest/APIReference', 'CreateTable'),
    /^[a-zA-Z0-9_.-]+$/,
    255,
    3,
  ),
  named(
    'AWS::IAM::Role',
    'RoleName',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
    /^[\w+=,.@-]+$/,
    64,
  ),
  named(
    'AWS::Kinesis::Stream',
    'Name',
    api('kinesis/latest/APIReference', 'CreateStream'),
    /^[a-zA-Z0-9_.-]+$/,
    128,
  ),
  named(
    'AWS::Lambda::Function',
    'FunctionName',
    api('lambda/latest/api', 'CreateFunction'),
    /^[a-zA-Z0-9-_]+$/,
    64,
  ),
  named(
    'AWS::Lambda::Alias',
    'Name',
    api('lambda/latest/api', 'CreateAlias'),
    /^(?!\d+$)[a-zA-Z0-9-_]+$/,
    128,
  ),
  named(
    'AWS::Logs::LogGroup',
    'LogGroupName',
    api('AmazonCloudWatchLogs/latest/APIReference', 'CreateLogGroup'),
    /^[.\-_/#A-Za-z0-9]+$/,
    512,
  ),
  named(
    'AWS::S3::Bucket',
    'BucketName',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html',
    /^(?!xn--|sthree-|amzn-s3-demo-)[a-z0-9][a-z0-9-]*[a-z0-9](?<!-s3alias|--ol-s3|--x-s3|--table-s3)$/,
    63,
    3,
  ),
  named('AWS::SNS::Topic', 'TopicName', api('sns/latest/api', 'CreateTopic'), /^[A-Za-z0-9-_]+$/, 256),
  named(
    'AWS::SQS::Queue',
    'QueueName',
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html',
    /^[A-Za-z0-9-_]+$/,
    80,
  ),
  named(
    'AWS::StepFunctions::StateMachine',
    'StateMachineName',
    'https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html',
    /^[A-Za-z0-9-_]+$/,
    80,
  ),
];
