import { isClick, parse } from '@orderflow/validation';
import type { KinesisStreamBatchResponse, KinesisStreamEvent, KinesisStreamRecord } from 'aws-lambda';
import { aggregateClicks } from '../models/aggregateClicks.ts';
import type { ClickRecord } from '../models/clickCounters.ts';

/** Of a record that is no click, this much is shown to whoever looks into it; the stream has the rest for a day. */
const SHOWN = 1_000;

/** Counts a batch. A record that is no click is set aside, and nothing waits behind it. */
export const handler = async ({ Records }: KinesisStreamEvent): Promise<KinesisStreamBatchResponse> => {
  const [first] = Records;
  if (first) await aggregateClicks(shardOf(first), Records.map(read));
  return { batchItemFailures: [] };
};

/** A batch is of one shard. `eventID` is `<shard id>:<sequence number>`; shard ids begin anew with a new stream. */
const shardOf = ({ eventID, eventSourceARN }: KinesisStreamRecord): string =>
  `${eventSourceARN.split('/').at(-1)}#${eventID.split(':')[0]}`;

function read({ eventID, kinesis: { sequenceNumber, data } }: KinesisStreamRecord): ClickRecord {
  const text = Buffer.from(data, 'base64').toString();
  try {
    return { sequenceNumber, click: parse(isClick, JSON.parse(text)) };
  } catch (error) {
    const about = { record: eventID, bytes: Buffer.byteLength(data, 'base64'), data: text.slice(0, SHOWN) };
    return { sequenceNumber, noClick: { sequenceNumber, about, error } };
  }
}
