import { randomUUID } from 'node:crypto';
import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';

// Endpoints and credentials come from the environment, as for any SDK client.
const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
const sns = new SNSClient({});
const account = process.env['ORDERFLOW_ACCOUNT'] ?? '000000000000';
const region = process.env['AWS_REGION'] ?? 'us-east-1';
const stage = process.env['ORDERFLOW_STAGE'] ?? 'local';

const queueUrl = (name: string) => `https://sqs.${region}.amazonaws.com/${account}/${name}`;
const arn = (service: string, name: string) => `arn:aws:${service}:${region}:${account}:${name}`;
const fullName = (queue: string) => `orderflow-${stage}-${queue}`;

export async function sendTo(queue: string, body: string): Promise<void> {
  await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl(fullName(queue)), MessageBody: body }));
}

/** Messages in a queue: visible and in flight. */
export async function depth(queue: string): Promise<{ waiting: number; inFlight: number }> {
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: queueUrl(fullName(queue)),
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  );
  return {
    waiting: Number(Attributes?.['ApproximateNumberOfMessages']),
    inFlight: Number(Attributes?.['ApproximateNumberOfMessagesNotVisible']),
  };
}

/** The stage's queues that have a consumer, by short name: those with a DLQ of their own. */
export async function consumedQueues(): Promise<string[]> {
  const names = await queueNames();
  return names.filter((name) => names.includes(`${name}-dlq`));
}

/** The stage's queues for messages that failed, by short name. */
export const deadLetterQueues = async (): Promise<string[]> =>
  (await queueNames()).filter((name) => /-(dlq|failures)$/.test(name));

async function queueNames(): Promise<string[]> {
  const prefix = fullName('');
  const { QueueUrls = [] } = await sqs.send(
    new ListQueuesCommand({ QueueNamePrefix: prefix, MaxResults: 1000 }),
  );
  return QueueUrls.map((url) => url.split('/').at(-1)?.slice(prefix.length) ?? '');
}

/** Receives and deletes all messages that are in a queue now. */
export const drain = (queue: string) => drainUrl(queueUrl(fullName(queue)));

async function drainUrl(QueueUrl: string): Promise<string[]> {
  const bodies: string[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
    );
    if (Messages.length === 0) return bodies;
    bodies.push(...Messages.map(({ Body }) => Body ?? ''));
    await sqs.send(
      new DeleteMessageBatchCommand({
        QueueUrl,
        Entries: Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
      }),
    );
  }
}

export interface Listener {
  /** The events that arrived since the last call. */
  events(): Promise<
    {
      type: string;
      subject: string;
      id: string;
      correlationid: string;
      traceparent?: string;
      tracestate?: string;
    }[]
  >;
}

/** Subscribes a queue of its own to the topic. */
export async function listen(): Promise<Listener> {
  const name = `listener-${randomUUID()}`;
  const [topic, queue] = [arn('sns', fullName('events')), arn('sqs', name)];
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { Service: 'sns.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: queue,
      Condition: { ArnEquals: { 'aws:SourceArn': topic } },
    },
  });
  await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: { Policy } }));
  await sns.send(
    new SubscribeCommand({
      TopicArn: topic,
      Protocol: 'sqs',
      Endpoint: queue,
      Attributes: { RawMessageDelivery: 'true' },
    }),
  );
  return { events: async () => (await drainUrl(queueUrl(name))).map((body) => JSON.parse(body)) };
}
