import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { accountId, region } from '@orderflow/local/settings';

/** Maximum number of messages per SQS call. */
const CALL_LIMIT = 10;

export const queueArn = (name: string) => `arn:aws:sqs:${region}:${accountId}:${name}`;
export const queueUrl = (name: string) => `https://sqs.${region}.amazonaws.com/${accountId}/${name}`;

/** One queue of the local engine. It never waits for messages. */
export class Queue {
  readonly name: string;
  readonly #sqs: SQSClient;

  constructor(sqs: SQSClient, name: string) {
    this.#sqs = sqs;
    this.name = name;
  }

  /** Up to `max` messages that are visible now. */
  async receive(max: number): Promise<Message[]> {
    const received: Message[] = [];
    while (received.length < max) {
      const { Messages = [] } = await this.#sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: queueUrl(this.name),
          MaxNumberOfMessages: Math.min(CALL_LIMIT, max - received.length),
          WaitTimeSeconds: 0,
          MessageSystemAttributeNames: ['All'],
          MessageAttributeNames: ['All'],
        }),
      );
      if (Messages.length === 0) break;
      received.push(...Messages);
    }
    return received;
  }

  delete(messages: Message[]): Promise<void> {
    return this.#inCalls(
      messages,
      (QueueUrl, Entries) => new DeleteMessageBatchCommand({ QueueUrl, Entries }),
    );
  }

  /** Ends the visibility timeout of these messages now. */
  async release(messages: Message[]): Promise<void> {
    await this.#inCalls(messages, (QueueUrl, Entries) => {
      const entries = Entries.map((entry) => ({ ...entry, VisibilityTimeout: 0 }));
      return new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries: entries });
    });
  }

  async send(bodies: string[]): Promise<void> {
    for (let start = 0; start < bodies.length; start += CALL_LIMIT) {
      const Entries = bodies
        .slice(start, start + CALL_LIMIT)
        .map((MessageBody, index) => ({ Id: String(index), MessageBody }));
      await this.#sqs.send(new SendMessageBatchCommand({ QueueUrl: queueUrl(this.name), Entries }));
    }
  }

  /** Receives and deletes all visible messages. */
  async take(): Promise<string[]> {
    const messages = await this.receive(Number.POSITIVE_INFINITY);
    await this.delete(messages);
    return messages.map(({ Body = '' }) => Body);
  }

  async #inCalls(
    messages: Message[],
    command: (
      url: string,
      entries: { Id: string; ReceiptHandle: string | undefined }[],
    ) => DeleteMessageBatchCommand | ChangeMessageVisibilityBatchCommand,
  ): Promise<void> {
    for (let start = 0; start < messages.length; start += CALL_LIMIT) {
      const entries = messages
        .slice(start, start + CALL_LIMIT)
        .map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      await this.#sqs.send(command(queueUrl(this.name), entries) as DeleteMessageBatchCommand);
    }
  }
}
