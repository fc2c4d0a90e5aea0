/** Hours per month, in AWS's calculation. */
export const HOURS = 730;

/**
 * Dollars per month for one of each in us-east-1, whether the stage is used or not, without free tiers. As published
 * in November 2026; the pages are aws.amazon.com/<service>/pricing.
 */
export const IDLE_PRICES = {
  /** kinesis/data-streams: $0.04 an hour. */
  'Kinesis streams on demand': 0.04 * HOURS,
  /** kinesis/data-streams: $0.015 an hour. */
  'Kinesis shards': 0.015 * HOURS,
  /** cloudwatch: per metric of an alarm, at a resolution of one minute. */
  'alarms, by their metrics': 0.1,
  /** cloudwatch: at a resolution below one minute. */
  'alarms by the second, by their metrics': 0.3,
  'composite alarms': 0.5,
  dashboards: 3,
  /** cloudwatch: per hour in which it is published. */
  'custom metrics': 0.3,
  /** kms. AWS's own keys are free. */
  'KMS keys': 1,
  /** cognito: a client that may use the client credentials flow, by the second. */
  'clients for other systems': 6,
  /** secrets-manager. */
  secrets: 0.4,
  /** sqs: $0.40 per million. */
  'million polls of empty queues': 0.4,
  /** lambda: $0.0000033334 per GB-second of provisioned concurrency on arm64. */
  'GB kept warm': 0.0000033334 * 3600 * HOURS,
  /** lambda: $0.20 per million, with one second of 512 MB each. */
  'million scheduled runs': 0.2 + 0.0000133334 * 0.5 * 1e6,
};

export type IdleUsage = Partial<Record<keyof typeof IDLE_PRICES, number>>;

/** Resource types that cost only by their use. */
export const FREE_WHEN_IDLE = [
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::CloudFront::CachePolicy',
  'AWS::CloudFront::Distribution',
  'AWS::CloudFront::Function',
  'AWS::CloudFront::KeyValueStore',
  'AWS::CloudFront::ResponseHeadersPolicy',
  'AWS::CodeDeploy::Application',
  'AWS::CodeDeploy::DeploymentGroup',
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolDomain',
  'AWS::Cognito::UserPoolResourceServer',
  'AWS::DynamoDB::Table',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::Function',
  'AWS::Lambda::Permission',
  'AWS::Lambda::Version',
  'AWS::Logs::LogGroup',
  'AWS::Logs::MetricFilter',
  'AWS::S3::Bucket',
  'AWS::S3::BucketPolicy',
  'AWS::SES::EmailIdentity',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::Queue',
  'AWS::SQS::QueuePolicy',
  'AWS::StepFunctions::StateMachine',
];
