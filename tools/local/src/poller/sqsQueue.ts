import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';

/** The calls that a queue's mapping makes. */
export interface Queue {
  /** Up to `max` messages (at most 10), waiting up to `waitSeconds` for the first. @throws Error when the signal aborts */
  receive(max: number, waitSeconds: number, signal: AbortSignal): Promise<Message[]>;
  /** Deletes one batch of at most 10 messages. @returns those that the queue could not delete */
  delete(messages: readonly Message[]): Promise<Message[]>;
  visibilityTimeoutSeconds(): Promise<number>;
}

/** Most messages of one SQS call. */
export const callLimit = 10;

/** The URL of a queue on the local engine. The host in the engine's own queue URLs may not resolve. */
export function queueUrl(endpoint: string, queueArn: string): string {
  const [, , , , account, name] = queueArn.split(':');
  return `${endpoint}/${account}/${name}`;
}

export function sqsQueue(client: SQSClient, QueueUrl: string): Queue {
  return {
    async receive(max, waitSeconds, signal) {
      const command = new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: Math.min(max, callLimit),
        WaitTimeSeconds: waitSeconds,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      });
      return (await client.send(command, { abortSignal: signal })).Messages ?? [];
    },
    async delete(messages) {
      const Entries = messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      const answer = await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
      return (answer.Failed ?? []).flatMap(({ Id }) => messages[Number(Id)] ?? []);
    },
    async visibilityTimeoutSeconds() {
      const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['VisibilityTimeout'] });
      return Number((await client.send(command)).Attributes?.['VisibilityTimeout'] ?? 30);
    },
  };
}
