import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { StateError } from './errors.ts';

/** Sends one message. Rejects with the StateError that Step Functions would see. */
export type SendMessage = (queueUrl: string, body: unknown) => Promise<unknown>;

/** Makes a sender to the queues of the endpoint in the environment. A body that is not a string is sent as JSON. */
export function createSendMessage(): SendMessage {
  const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
  return async (QueueUrl, body) => {
    const MessageBody = typeof body === 'string' ? body : JSON.stringify(body);
    try {
      const { MessageId, MD5OfMessageBody } = await sqs.send(
        new SendMessageCommand({ QueueUrl, MessageBody }),
      );
      return { MessageId, MD5OfMessageBody };
    } catch (error) {
      const { name, message } = error as Error;
      throw new StateError(`SQS.${name}`, message);
    }
  };
}
