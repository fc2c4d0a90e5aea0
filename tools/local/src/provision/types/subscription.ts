import {
  paginateListSubscriptionsByTopic,
  SetSubscriptionAttributesCommand,
  type SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { accountId, region } from '../../settings.ts';
import { reasons } from '../reasons.ts';
import { applied, type ResourceType } from '../resourceType.ts';

const attributes = ['RawMessageDelivery', 'FilterPolicy', 'FilterPolicyScope'] as const;

export const subscription: ResourceType = {
  ref: ({ stackName, logicalId }) => `arn:aws:sns:${region}:${accountId}:${stackName}:${logicalId}`,
  properties: {
    TopicArn: applied,
    Protocol: applied,
    Endpoint: applied,
    ...Object.fromEntries(attributes.map((name) => [name, applied])),
    RedrivePolicy: reasons.subscriptionRedrive,
  },
  create: async ({ logicalId, properties }, { sns }) => {
    const { TopicArn, Protocol, Endpoint } = properties as Record<string, string>;
    if (Protocol !== 'sqs') {
      throw new Error(`${logicalId}: the local copy delivers to queues only, not by protocol "${Protocol}"`);
    }
    const SubscriptionArn =
      (await findSubscription(sns, TopicArn, Endpoint)) ??
      (await sns.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint }))).SubscriptionArn;
    for (const AttributeName of attributes) {
      const value = properties[AttributeName];
      if (value !== undefined) {
        const AttributeValue = typeof value === 'object' ? JSON.stringify(value) : String(value);
        await sns.send(
          new SetSubscriptionAttributesCommand({ SubscriptionArn, AttributeName, AttributeValue }),
        );
      }
    }
  },
};

async function findSubscription(
  sns: SNSClient,
  TopicArn: string | undefined,
  endpoint: string | undefined,
): Promise<string | undefined> {
  for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic(
    { client: sns },
    { TopicArn },
  )) {
    const found = Subscriptions.find(({ Endpoint }) => Endpoint === endpoint);
    if (found) {
      return found.SubscriptionArn;
    }
  }
  return undefined;
}
