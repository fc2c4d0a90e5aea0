import { CreateTopicCommand, SetTopicAttributesCommand } from '@aws-sdk/client-sns';
import { accountId, region } from '../../settings.ts';
import { reasons } from '../reasons.ts';
import { applied, physicalName, type ResourceType } from '../resourceType.ts';

export const topic: ResourceType = {
  ref: (resource) => `arn:aws:sns:${region}:${accountId}:${physicalName(resource, 'TopicName')}`,
  attributes: {
    TopicArn: (resource, settings) => topic.ref(resource, settings),
    TopicName: (resource) => physicalName(resource, 'TopicName'),
  },
  properties: {
    TopicName: applied,
    DisplayName: applied,
    KmsMasterKeyId: reasons.encryption,
    SignatureVersion: reasons.accessControl,
    TracingConfig: reasons.tracing,
    DeliveryStatusLogging: reasons.logs,
    Tags: reasons.tags,
  },
  create: async (resource, { sns }) => {
    const { properties } = resource;
    const { TopicArn } = await sns.send(
      new CreateTopicCommand({ Name: physicalName(resource, 'TopicName') }),
    );
    if (properties['DisplayName'] !== undefined) {
      const AttributeValue = String(properties['DisplayName']);
      await sns.send(
        new SetTopicAttributesCommand({ TopicArn, AttributeName: 'DisplayName', AttributeValue }),
      );
    }
  },
};
