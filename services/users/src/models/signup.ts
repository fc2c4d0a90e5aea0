import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { env, sqsClient, toMessage } from '@orderflow/lambda';
import type { SignupRequested } from '@orderflow/validation';

const sqs = sqsClient();

/** Queues a sign-up. A repeat after a lost answer queues it again, which creates nothing twice. */
export async function requestSignup(
  request: SignupRequested,
  client: Pick<SQSClient, 'send'> = sqs,
): Promise<void> {
  await client.send(
    new SendMessageCommand({ QueueUrl: env('SIGNUP_QUEUE_URL'), MessageBody: toMessage(request) }),
  );
}
