import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { env, toMessage } from '@orderflow/lambda';
import type { SignupRequested } from '@orderflow/validation';

// The queue is told by its URL, the endpoint by the environment: they differ where the endpoint is overridden.
const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });

/** Queues a sign-up. A repeat after a lost answer queues it again, which creates nothing twice. */
export async function requestSignup(
  request: SignupRequested,
  client: Pick<SQSClient, 'send'> = sqs,
): Promise<void> {
  await client.send(
    new SendMessageCommand({ QueueUrl: env('SIGNUP_QUEUE_URL'), MessageBody: toMessage(request) }),
  );
}
