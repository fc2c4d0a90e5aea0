import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { env, sqsClient, tracedMessage } from '@orderflow/lambda';
import type { TraceContext } from '@orderflow/tracing';
import type { SignupRequested } from '@orderflow/validation';

const sqs = sqsClient();

/** Queues a sign-up. A repeat after a lost answer queues it again, which creates nothing twice. */
export async function requestSignup(
  request: SignupRequested & TraceContext,
  client: Pick<SQSClient, 'send'> = sqs,
): Promise<void> {
  await client.send(new SendMessageCommand({ QueueUrl: env('SIGNUP_QUEUE_URL'), ...tracedMessage(request) }));
}
