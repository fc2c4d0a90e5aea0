import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { LaterError } from '@orderflow/domain';
import { env, sqsClient, tracedMessage } from '@orderflow/lambda';
import type { TraceContext } from '@orderflow/tracing';
import type { PaymentCheck } from '@orderflow/validation';

/** The limit of SendMessageBatch. */
const BATCH = 10;

const client = sqsClient();

/**
 * Sends every message at least once.
 *
 * @throws LaterError when SQS does not take all of them; some may have been sent
 */
export async function sendChecks(
  checks: (PaymentCheck & TraceContext)[],
  sqs: Pick<SQSClient, 'send'> = client,
): Promise<void> {
  for (let start = 0; start < checks.length; start += BATCH) {
    const { Failed = [] } = await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: env('PAYMENT_CHECKS_QUEUE_URL'),
        Entries: checks
          .slice(start, start + BATCH)
          .map((check, index) => ({ Id: String(index), ...tracedMessage(check) })),
      }),
    );
    if (Failed.length > 0)
      throw new LaterError(`SQS does not take ${Failed.length} messages: ${Failed[0]?.Code}`);
  }
}
