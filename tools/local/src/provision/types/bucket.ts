import {
  BucketAlreadyExists,
  BucketAlreadyOwnedByYou,
  type CORSRule,
  CreateBucketCommand,
  PutBucketCorsCommand,
  PutBucketNotificationConfigurationCommand,
  type QueueConfiguration,
} from '@aws-sdk/client-s3';
import type { NamedResource } from '@orderflow/stacks/resolve';
import type { Settings } from '../../settings.ts';
import { reasons } from '../reasons.ts';
import { applied, fields, physicalName, type ResourceType } from '../resourceType.ts';

/** Bucket names are lower-case, also those that CloudFormation generates. */
const bucketName = (resource: NamedResource) => physicalName(resource, 'BucketName').toLowerCase();

const domainName = (resource: NamedResource, { endpoints }: Settings) =>
  `${new URL(endpoints.s3).host}/${bucketName(resource)}`;

export const bucket: ResourceType = {
  ref: bucketName,
  attributes: {
    Arn: (resource) => `arn:aws:s3:::${bucketName(resource)}`,
    DomainName: domainName,
    RegionalDomainName: domainName,
  },
  properties: {
    BucketName: applied,
    NotificationConfiguration: fields({
      QueueConfigurations: fields({ Event: applied, Queue: applied, Filter: applied }),
    }),
    CorsConfiguration: fields({
      CorsRules: fields({
        Id: applied,
        AllowedHeaders: applied,
        AllowedMethods: applied,
        AllowedOrigins: applied,
        ExposedHeaders: applied,
        MaxAge: applied,
      }),
    }),
    BucketEncryption: reasons.encryption,
    LifecycleConfiguration: reasons.lifecycle,
    LoggingConfiguration: reasons.logs,
    OwnershipControls: reasons.accessControl,
    PublicAccessBlockConfiguration: reasons.accessControl,
    VersioningConfiguration: reasons.versioning,
    Tags: reasons.tags,
  },
  create: async (resource, { s3 }) => {
    const Bucket = bucketName(resource);
    try {
      await s3.send(new CreateBucketCommand({ Bucket }));
    } catch (error) {
      if (!(error instanceof BucketAlreadyOwnedByYou || error instanceof BucketAlreadyExists)) {
        throw error;
      }
    }
    const cors = resource.properties['CorsConfiguration'] as
      | { CorsRules: Record<string, unknown>[] }
      | undefined;
    if (cors) {
      const CORSRules = cors.CorsRules.map(corsRule);
      await s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } }));
    }
    const notifications = resource.properties['NotificationConfiguration'] as
      | { QueueConfigurations: QueueNotification[] }
      | undefined;
    if (notifications) {
      const QueueConfigurations = notifications.QueueConfigurations.map(queueConfiguration);
      await s3.send(
        new PutBucketNotificationConfigurationCommand({
          Bucket,
          NotificationConfiguration: { QueueConfigurations },
          SkipDestinationValidation: true,
        }),
      );
    }
  },
};

interface QueueNotification {
  Event: string;
  Queue: string;
  Filter?: { S3Key: { Rules: { Name: string; Value: string }[] } };
}

/** CloudFormation and the S3 API name a notification's fields differently. */
function queueConfiguration({ Event, Queue, Filter }: QueueNotification): QueueConfiguration {
  return {
    QueueArn: Queue,
    Events: [Event as NonNullable<QueueConfiguration['Events']>[number]],
    ...(Filter
      ? {
          Filter: {
            Key: {
              FilterRules: Filter.S3Key.Rules.map(({ Name, Value }) => ({ Name: Name as 'prefix', Value })),
            },
          },
        }
      : {}),
  };
}

/** CloudFormation and the S3 API name three of a rule's fields differently. */
function corsRule({ Id, ExposedHeaders, MaxAge, ...rule }: Record<string, unknown>): CORSRule {
  return {
    ...rule,
    ...(Id ? { ID: Id } : {}),
    ...(ExposedHeaders ? { ExposeHeaders: ExposedHeaders } : {}),
    ...(MaxAge ? { MaxAgeSeconds: MaxAge } : {}),
  } as CORSRule;
}
