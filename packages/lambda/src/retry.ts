import { ChangeMessageVisibilityBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { errorFields, logger } from './log.ts';
import { sqsClient } from './sqsClient.ts';

/** SQS allows no longer visibility timeout. */
const MAX_DELAY_SECONDS = 43_200;
const BATCH = 10;

const client = sqsClient();

/** Seconds until a record that was received `receives` times (from 1) comes again: base x 2^(receives - 1). */
export const retryDelay = (receives: number, baseSeconds: number): number =>
  Math.min(MAX_DELAY_SECONDS, baseSeconds * 2 ** (receives - 1));

/**
 * Gives failed records back to their queue with a delay that doubles with each receive (base: RETRY_BASE_SECONDS).
 * If this fails, nothing is lost: they come back when their visibility timeout ends.
 */
export async function giveBack(records: SQSRecord[], sqs: Pick<SQSClient, 'send'> = client): Promise<void> {
  const baseSeconds = Number(process.env['RETRY_BASE_SECONDS'] ?? 15);
  for (let start = 0; start < records.length; start += BATCH) {
    const batch = records.slice(start, start + BATCH);
    await sqs
      .send(
        new ChangeMessageVisibilityBatchCommand({
          QueueUrl: queueUrl(batch[0]?.eventSourceARN ?? ''),
          Entries: batch.map(({ receiptHandle, attributes }, index) => ({
            Id: String(index),
            ReceiptHandle: receiptHandle,
            VisibilityTimeout: retryDelay(Number(attributes.ApproximateReceiveCount), baseSeconds),
          })),
        }),
      )
      .catch((error: unknown) =>
        logger({}).warn('failed messages wait for their visibility timeout', errorFields(error)),
      );
  }
}

function queueUrl(arn: string): string {
  const [, , , region, account, name] = arn.split(':');
  return `https://sqs.${region}.amazonaws.com/${account}/${name}`;
}
