import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { errorFields, logger } from './log.ts';
import { toMessage } from './message.ts';
import { queueUrl, sqsClient } from './sqsClient.ts';

/** The limit of SendMessageBatch. */
const BATCH = 10;

const client = sqsClient();

/** A record of a stream that can never be handled: where it is, and why. */
export interface SetAside {
  sequenceNumber: string;
  /** What an operator needs to investigate: small, without personal data. */
  about: object;
  error: unknown;
  /** The full message, if the queue's consumer is to handle it later. */
  body?: string;
}

/**
 * Reports bad records of a stream to a queue that operators watch, so that the records behind them can be handled. If
 * the batch comes again, the report is sent again, so a message may be there twice.
 *
 * @returns the sequence numbers of records that could not be set aside: their batch must come again.
 */
export async function setAside(
  records: SetAside[],
  queueArn: string,
  sqs: Pick<SQSClient, 'send'> = client,
): Promise<string[]> {
  const left: string[] = [];
  for (let start = 0; start < records.length; start += BATCH) {
    const batch = records.slice(start, start + BATCH);
    const failed = await send(batch, queueArn, sqs);
    left.push(...batch.filter((_, index) => failed.has(String(index))).map((one) => one.sequenceNumber));
  }
  return left;
}

/**
 * Sets aside the unreadable records of a batch, before the batch counts as handled.
 *
 * @throws Error when some could not be set aside: the batch must come again.
 */
export async function setUnreadableAside(
  records: { unreadable?: SetAside }[],
  aside: (unreadable: SetAside[]) => Promise<string[]>,
): Promise<void> {
  const unreadable = records.flatMap((one) => one.unreadable ?? []);
  const left = unreadable.length > 0 ? await aside(unreadable) : [];
  if (left.length > 0) throw new Error(`${left.length} records could not be set aside`);
}

async function send(
  batch: SetAside[],
  queueArn: string,
  sqs: Pick<SQSClient, 'send'>,
): Promise<Set<unknown>> {
  const Entries = batch.map(({ sequenceNumber, about, error, body: own }, index) => {
    logger({}).error('record set aside', { sequenceNumber, ...about, ...errorFields(error) });
    const { name, message } = errorFields(error)['error'] as { name?: string; message: string };
    const body = { setAside: { ...about, sequenceNumber, error: { name, message: message.slice(0, 500) } } };
    return { Id: String(index), MessageBody: own ?? toMessage(body) };
  });
  try {
    const { Failed = [] } = await sqs.send(
      new SendMessageBatchCommand({ QueueUrl: queueUrl(queueArn), Entries }),
    );
    return new Set(Failed.map(({ Id }) => Id));
  } catch (error) {
    logger({}).warn('records could not be set aside', errorFields(error));
    return new Set(Entries.map(({ Id }) => Id));
  }
}
