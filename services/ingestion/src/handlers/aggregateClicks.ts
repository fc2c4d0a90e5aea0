import { errorFields, logger } from '@orderflow/lambda';
import { isClick, parse } from '@orderflow/validation';
import type { KinesisStreamBatchResponse, KinesisStreamEvent, KinesisStreamRecord } from 'aws-lambda';
import { aggregateClicks } from '../models/aggregateClicks.ts';
import type { ClickRecord } from '../models/clickCounters.ts';

/**
 * Counts a batch up to the first record that is no click. That one is reported; when it comes first, the whole batch
 * fails, and Lambda halves it until the record is alone and is given up. Counting past it would move the checkpoint
 * over it, and nobody would hear of it.
 */
export const handler = async ({ Records }: KinesisStreamEvent): Promise<KinesisStreamBatchResponse> => {
  const [first] = Records;
  if (!first) return { batchItemFailures: [] };
  const { records, unreadable } = read(Records);
  if (unreadable === first.kinesis.sequenceNumber) throw new Error(`record ${first.eventID} is no click`);
  await aggregateClicks(shardOf(first), records);
  return { batchItemFailures: unreadable === undefined ? [] : [{ itemIdentifier: unreadable }] };
};

/** A batch is of one shard. `eventID` is `<shard id>:<sequence number>`; shard ids begin anew with a new stream. */
const shardOf = ({ eventID, eventSourceARN }: KinesisStreamRecord): string =>
  `${eventSourceARN.split('/').at(-1)}#${eventID.split(':')[0]}`;

/** The clicks up to the first record that is none. */
function read(all: KinesisStreamRecord[]): { records: ClickRecord[]; unreadable?: string } {
  const records: ClickRecord[] = [];
  for (const { eventID, kinesis } of all) {
    const { sequenceNumber, data } = kinesis;
    try {
      const click = parse(isClick, JSON.parse(Buffer.from(data, 'base64').toString()));
      records.push({ sequenceNumber, click });
    } catch (error) {
      logger({}).error('record is no click', { eventID, ...errorFields(error) });
      return { records, unreadable: sequenceNumber };
    }
  }
  return { records };
}
