import type { NamedResource } from '@orderflow/stacks/resolve';
import type { Settings } from '../settings.ts';
import type { ResourceType } from './resourceType.ts';
import { alarm, compositeAlarm, dashboard } from './types/alarms.ts';
import { bucket } from './types/bucket.ts';
import {
  cachePolicy,
  distribution,
  keyValueStore,
  responseHeadersPolicy,
  viewerFunction,
} from './types/cloudFront.ts';
import { eventInvokeConfig, rule } from './types/events.ts';
import { api, apiStage, authorizer, integration, route } from './types/httpApi.ts';
import { role } from './types/iam.ts';
import { key } from './types/kms.ts';
import { eventSourceMapping, lambdaFunction, permission, version } from './types/lambda.ts';
import { logGroup } from './types/logs.ts';
import { bucketPolicy, queuePolicy, topicPolicy } from './types/policies.ts';
import { queue } from './types/queue.ts';
import { stateMachine } from './types/stateMachine.ts';
import { stream } from './types/stream.ts';
import { subscription } from './types/subscription.ts';
import { table } from './types/table.ts';
import { topic } from './types/topic.ts';

/**
 * Every resource type the local copy knows, in the order of creation: a subscription needs its topic and queue. To add a
 * type, write types/<name>.ts and add a line here.
 */
export const registry: ReadonlyMap<string, ResourceType> = new Map([
  ['AWS::DynamoDB::Table', table],
  ['AWS::Kinesis::Stream', stream],
  ['AWS::SQS::Queue', queue],
  ['AWS::S3::Bucket', bucket],
  ['AWS::SNS::Topic', topic],
  ['AWS::SNS::Subscription', subscription],
  ['AWS::SQS::QueuePolicy', queuePolicy],
  ['AWS::SNS::TopicPolicy', topicPolicy],
  ['AWS::S3::BucketPolicy', bucketPolicy],
  ['AWS::CloudWatch::Alarm', alarm],
  ['AWS::CloudWatch::CompositeAlarm', compositeAlarm],
  ['AWS::CloudWatch::Dashboard', dashboard],
  ['AWS::Lambda::Function', lambdaFunction],
  ['AWS::Lambda::Version', version],
  ['AWS::Lambda::Permission', permission],
  ['AWS::Lambda::EventSourceMapping', eventSourceMapping],
  ['AWS::Lambda::EventInvokeConfig', eventInvokeConfig],
  ['AWS::Events::Rule', rule],
  ['AWS::StepFunctions::StateMachine', stateMachine],
  ['AWS::Logs::LogGroup', logGroup],
  ['AWS::IAM::Role', role],
  ['AWS::KMS::Key', key],
  ['AWS::ApiGatewayV2::Api', api],
  ['AWS::ApiGatewayV2::Stage', apiStage],
  ['AWS::ApiGatewayV2::Authorizer', authorizer],
  ['AWS::ApiGatewayV2::Integration', integration],
  ['AWS::ApiGatewayV2::Route', route],
  ['AWS::CloudFront::Distribution', distribution],
  ['AWS::CloudFront::CachePolicy', cachePolicy],
  ['AWS::CloudFront::ResponseHeadersPolicy', responseHeadersPolicy],
  ['AWS::CloudFront::KeyValueStore', keyValueStore],
  ['AWS::CloudFront::Function', viewerFunction],
]);

/** What `Ref` returns for a resource; undefined for an unknown type. */
export function refOf(resource: NamedResource, settings: Settings): string | undefined {
  return registry.get(resource.type)?.ref(resource, settings);
}

/** What `Fn::GetAtt` returns; undefined for an unknown type or attribute. */
export function attributeOf(resource: NamedResource, name: string, settings: Settings): string | undefined {
  return registry.get(resource.type)?.attributes?.[name]?.(resource, settings);
}
