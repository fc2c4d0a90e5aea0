import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Resource, Stage } from './stage/types.ts';

interface Held {
  id: string;
  body: string;
  receives: number;
  hidden: boolean;
}

/** In-memory queues with the part of SQS that a redrive needs: a received message is hidden until it is given back. */
export class FakeQueues {
  readonly held = new Map<string, Held[]>();
  /** Number of sends that succeed; later ones fail. */
  failsAfter = Number.POSITIVE_INFINITY;
  /** Number of received messages. */
  received = 0;
  #sends = 0;

  put(queue: string, ...bodies: string[]): void {
    const messages = bodies.map((body, index) => ({
      id: `${queue}-${index}`,
      body,
      receives: 0,
      hidden: false,
    }));
    this.held.set(queue, [...(this.held.get(queue) ?? []), ...messages]);
  }

  bodies = (queue: string): string[] => (this.held.get(queue) ?? []).map(({ body }) => body);
  hidden = (queue: string): number => (this.held.get(queue) ?? []).filter((one) => one.hidden).length;

  send = async (command: { constructor: { name: string }; input: unknown }) => {
    const { QueueName, QueueUrl = '', ...input } = command.input as Record<string, string>;
    const messages = this.held.get(QueueUrl) ?? [];
    const find = (handle = '') => messages.findIndex(({ id }) => id === handle);
    switch (command.constructor.name) {
      case 'GetQueueUrlCommand':
        return { QueueUrl: QueueName };
      case 'GetQueueAttributesCommand':
        return {
          Attributes: {
            ApproximateNumberOfMessages: String(messages.filter((one) => !one.hidden).length),
            ApproximateNumberOfMessagesNotVisible: String(this.hidden(QueueUrl)),
          },
        };
      case 'ReceiveMessageCommand': {
        const received = messages.filter((one) => !one.hidden).slice(0, Number(input['MaxNumberOfMessages']));
        this.received += received.length;
        for (const one of received) Object.assign(one, { hidden: true, receives: one.receives + 1 });
        const toMessage = ({ id, body, receives }: Held) => ({
          MessageId: id,
          ReceiptHandle: id,
          Body: body,
          Attributes: { ApproximateReceiveCount: String(receives), SentTimestamp: '1795248000000' },
        });
        return { Messages: received.map(toMessage) };
      }
      case 'SendMessageCommand':
        this.#sends += 1;
        if (this.#sends > this.failsAfter) throw new Error('the connection broke');
        this.put(QueueUrl, input['MessageBody'] ?? '');
        return {};
      case 'DeleteMessageCommand':
        messages.splice(find(input['ReceiptHandle']), 1);
        return {};
      case 'ChangeMessageVisibilityBatchCommand': {
        const entries = (command.input as { Entries: { ReceiptHandle: string }[] }).Entries;
        for (const { ReceiptHandle } of entries) {
          const one = messages[find(ReceiptHandle)];
          if (one) one.hidden = false;
        }
        return {};
      }
      case 'StartMessageMoveTaskCommand':
        throw Object.assign(new Error('no such action'), { name: 'InvalidAction' });
      default:
        throw new Error(`the fake knows no ${command.constructor.name}`);
    }
  };
}

const queue = (name: string, dlq?: string): Resource => ({
  logicalId: name,
  type: 'AWS::SQS::Queue',
  properties: {
    QueueName: `orderflow-local-${name}`,
    ...(dlq
      ? { RedrivePolicy: { deadLetterTargetArn: `arn:aws:sqs:us-east-1:0:orderflow-local-${dlq}` } }
      : {}),
  },
});

const fn = (key: string): Resource => ({
  logicalId: key,
  type: 'AWS::Lambda::Function',
  properties: { FunctionName: `orderflow-orders-local-${key}` },
});

const mapping = (source: string, key: string, onFailure?: string): Resource => ({
  logicalId: `${key}Mapping`,
  type: 'AWS::Lambda::EventSourceMapping',
  properties: {
    EventSourceArn: source,
    FunctionName: `orderflow-orders-local-${key}`,
    ...(onFailure
      ? {
          DestinationConfig: {
            OnFailure: { Destination: `arn:aws:sqs:us-east-1:0:orderflow-local-${onFailure}` },
          },
        }
      : {}),
  },
});

const distribution: Resource = {
  logicalId: 'Distribution',
  type: 'AWS::CloudFront::Distribution',
  properties: { DistributionConfig: { Origins: [{ Id: 'orders' }] } },
};

/** A small stage: two consumers with their DLQs, a table with its outbox, an API. */
export function fakeStage(queues: FakeQueues, sources: Partial<Stage['sources']> = {}): Stage {
  const base = [
    queue('inventory', 'inventory-dlq'),
    queue('analytics', 'analytics-dlq'),
    queue('inventory-dlq'),
    queue('analytics-dlq'),
    queue('stream-failures'),
    queue('schedule-failures'),
    {
      logicalId: 'InventorySubscription',
      type: 'AWS::SNS::Subscription',
      properties: {
        TopicArn: 'arn:aws:sns:us-east-1:0:orderflow-local-events',
        Endpoint: 'arn:aws:sqs:us-east-1:0:orderflow-local-inventory',
        RedrivePolicy: { deadLetterTargetArn: 'arn:aws:sqs:us-east-1:0:orderflow-local-inventory-dlq' },
      },
    },
    { logicalId: 'Events', type: 'AWS::SNS::Topic', properties: { TopicName: 'orderflow-local-events' } },
    {
      logicalId: 'Orders',
      type: 'AWS::DynamoDB::Table',
      properties: { TableName: 'orderflow-local-orders' },
    },
  ];
  const orders = [
    { logicalId: 'HttpApi', type: 'AWS::ApiGatewayV2::Api', properties: { Name: 'local-orderflow-orders' } },
    ...['placeOrder', 'reserveStock', 'countOrders', 'publishEvents'].map(fn),
    mapping('arn:aws:sqs:us-east-1:0:orderflow-local-inventory', 'reserveStock'),
    mapping('arn:aws:sqs:us-east-1:0:orderflow-local-analytics', 'countOrders'),
    mapping(
      'arn:aws:dynamodb:us-east-1:0:table/orderflow-local-orders/stream/x',
      'publishEvents',
      'stream-failures',
    ),
    {
      logicalId: 'ReportInvokeConfig',
      type: 'AWS::Lambda::EventInvokeConfig',
      properties: {
        DestinationConfig: {
          OnFailure: { Destination: 'arn:aws:sqs:us-east-1:0:orderflow-local-schedule-failures' },
        },
      },
    },
  ];
  const none = { send: async () => ({}) };
  return {
    name: 'local',
    stacks: [
      { name: 'base', resources: base },
      { name: 'orders', resources: orders },
      { name: 'edge', resources: [distribution] },
    ],
    clients: {
      sqs: queues as unknown as SQSClient,
      sfn: none,
      documents: none,
    } as unknown as Stage['clients'],
    sources: {
      alarms: async () => [],
      findLines: async () => [],
      oldestMessage: async () => undefined,
      activity: async () => ({}),
      business: async () => [],
      notices: async () => [],
      ...sources,
    },
  };
}
