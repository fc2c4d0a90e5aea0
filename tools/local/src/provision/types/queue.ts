import { CreateQueueCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { hiddenFor } from '../../inspect.ts';
import { accountId, region } from '../../settings.ts';
import { reasons } from '../reasons.ts';
import { applied, physicalName, type ResourceType } from '../resourceType.ts';

const attributes = [
  'VisibilityTimeout',
  'MessageRetentionPeriod',
  'DelaySeconds',
  'ReceiveMessageWaitTimeSeconds',
  'MaximumMessageSize',
  'RedrivePolicy',
  'RedriveAllowPolicy',
  'ContentBasedDeduplication',
] as const;

export const queue: ResourceType = {
  ref: (resource, { endpoints }) => `${endpoints.sqs}/${accountId}/${physicalName(resource, 'QueueName')}`,
  attributes: {
    Arn: (resource) => `arn:aws:sqs:${region}:${accountId}:${physicalName(resource, 'QueueName')}`,
    QueueName: (resource) => physicalName(resource, 'QueueName'),
    QueueUrl: (resource, settings) => queue.ref(resource, settings),
  },
  properties: {
    QueueName: applied,
    FifoQueue: applied,
    ...Object.fromEntries(attributes.map((name) => [name, applied])),
    SqsManagedSseEnabled: reasons.encryption,
    KmsMasterKeyId: reasons.encryption,
    KmsDataKeyReusePeriodSeconds: reasons.encryption,
    Tags: reasons.tags,
  },
  create: async (resource, { sqs }) => {
    const { properties } = resource;
    const { QueueUrl } = await sqs.send(
      new CreateQueueCommand({
        QueueName: physicalName(resource, 'QueueName'),
        ...(properties['FifoQueue'] ? { Attributes: { FifoQueue: 'true' } } : {}),
      }),
    );
    const values = attributes.flatMap((name) =>
      properties[name] === undefined ? [] : [[name, attributeValue(properties[name])]],
    );
    if (properties['VisibilityTimeout'] !== undefined)
      values.push(['VisibilityTimeout', String(hiddenFor(Number(properties['VisibilityTimeout'])))]);
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: Object.fromEntries(values) }));
  },
};

/** SQS takes every attribute as a string, policies as JSON. */
function attributeValue(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
