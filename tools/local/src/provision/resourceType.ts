import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { KinesisClient } from '@aws-sdk/client-kinesis';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SFNClient } from '@aws-sdk/client-sfn';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { NamedResource } from '@orderflow/stacks/resolve';
import type { Resource } from '@orderflow/stacks/template';
import type { Settings } from '../settings.ts';

/** The engines a resource is created in. */
export interface Engines {
  dynamodb: DynamoDBClient;
  sqs: SQSClient;
  sns: SNSClient;
  s3: S3Client;
  sfn: SFNClient;
  kinesis: KinesisClient;
}

/** What the local copy knows about one CloudFormation resource type. */
export interface ResourceType {
  /** Every property it understands; any other is an error. */
  properties: Shape;
  /** What `Ref` returns. */
  ref(resource: NamedResource, settings: Settings): string;
  /** What `Fn::GetAtt` returns, by attribute. */
  attributes?: Record<string, (resource: NamedResource, settings: Settings) => string>;
  /** Creates the resource, or brings an existing one up to date. Absent if another part plays the type. */
  create?(resource: NamedResource & Resource, engines: Engines): Promise<void>;
}

/** How a property takes effect: as it stands, not at all (with the reason), or field by field. */
export type Use = typeof applied | NoEffect | { fields: Shape };
export interface NoEffect {
  noEffect: string;
}
export interface Shape {
  [property: string]: Use;
}

export const applied = 'applied';

/** The property is known and has no meaning on a laptop, because of `reason`. */
export function noEffect(reason: string): NoEffect {
  return { noEffect: reason };
}

/** An object, or a list of objects, whose own properties are checked too. */
export function fields(shape: Shape): { fields: Shape } {
  return { fields: shape };
}

/** The physical name in `property`, or one made as CloudFormation does for a resource without a name. */
export function physicalName(resource: NamedResource, property: string): string {
  const name = resource.property(property);
  return typeof name === 'string' ? name : `${resource.stackName}-${resource.logicalId}`;
}
