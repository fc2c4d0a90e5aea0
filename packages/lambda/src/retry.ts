import { ChangeMessageVisibilityBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { errorFields, logger } from './log.ts';
import { isOutage } from './passing.ts';
import { queueUrl, sqsClient } from './sqsClient.ts';

/** A message that could not be handled, and why. */
export interface Failed {
  record: SQSRecord;
  error: unknown;
}

/** The longest delay: after an outage ends, no message waits for longer than this. */
const LONGEST_SECONDS = 900;
const BATCH = 10;

const client = sqsClient();

/**
 * Seconds until a message comes again after it was received `receives` times (from 1).
 *
 * In an outage it waits for half to all of base x 2^(receives - 1), up to 15 minutes. Its queue gives up on it after 30
 * receives, and an outage of an hour takes 13 at most. A message that fails for a reason of its own comes again after
 * `base` each time, so that it reaches the dead-letter queue within minutes.
 */
export function retryDelay(
  receives: number,
  baseSeconds: number,
  outage: boolean,
  random = Math.random,
): number {
  if (!outage) return baseSeconds;
  const longest = Math.min(LONGEST_SECONDS, baseSeconds * 2 ** (receives - 1));
  return Math.ceil(longest * (0.5 + random() / 2));
}

/**
 * Gives failed messages back to their queue, each with the delay of {@link retryDelay} (base: RETRY_BASE_SECONDS). If
 * this fails, nothing is lost: they come back when their visibility timeout ends.
 */
export async function giveBack(failed: Failed[], sqs: Pick<SQSClient, 'send'> = client): Promise<void> {
  const baseSeconds = Number(process.env['RETRY_BASE_SECONDS'] ?? 15);
  for (let start = 0; start < failed.length; start += BATCH) {
    const batch = failed.slice(start, start + BATCH);
    await sqs
      .send(
        new ChangeMessageVisibilityBatchCommand({
          QueueUrl: queueUrl(batch[0]?.record.eventSourceARN ?? ''),
          Entries: batch.map(({ record: { receiptHandle, attributes }, error }, index) => ({
            Id: String(index),
            ReceiptHandle: receiptHandle,
            VisibilityTimeout: retryDelay(
              Number(attributes.ApproximateReceiveCount),
              baseSeconds,
              isOutage(error),
            ),
          })),
        }),
      )
      .catch((error: unknown) =>
        logger({}).warn('failed messages wait for their visibility timeout', errorFields(error)),
      );
  }
}
