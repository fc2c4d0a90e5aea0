import { recorder as ownRecorder, type TraceContext } from '@orderflow/tracing';
import type {
  KinesisStreamBatchResponse,
  KinesisStreamEvent,
  KinesisStreamRecord,
  Context as LambdaContext,
} from 'aws-lambda';
import { type BatchPart, batchSpans } from './batchSpans.ts';
import type { SetAside } from './setAside.ts';
import { processingAttributes } from './spanAttributes.ts';

/** A record at its position in a shard: a value, or something unreadable to set aside. */
export interface Placed<T> {
  sequenceNumber: string;
  value?: T;
  unreadable?: SetAside;
}

export interface KinesisOptions<T> {
  /** Reads the text of one record. If it throws, only that record is unreadable. */
  read(text: string): T;
  /** The trace context in a value. */
  trace(value: T): TraceContext;
  /**
   * Handles the records of one shard, in its order. If it throws, the whole batch comes again and everything behind it
   * waits. So a single record is never a reason to throw.
   *
   * @param shard the stream and the shard's id
   */
  handle(shard: string, records: Placed<T>[]): Promise<void>;
}

/** Characters of an unreadable record that an operator is shown. The stream keeps the rest for a day. */
const SHOWN = 1_000;

/** Adapts a batch function to a Kinesis event source. Records of the same trace are one part of the batch. */
export function kinesis<T>({ read, trace, handle }: KinesisOptions<T>, recorder = ownRecorder) {
  return async (
    { Records }: KinesisStreamEvent,
    lambda?: Pick<LambdaContext, 'awsRequestId'>,
  ): Promise<KinesisStreamBatchResponse> => {
    const [first] = Records;
    if (first) {
      const placedAll = Records.map((record) => placed(record, read));
      const stream = streamOf(first);
      const batch = {
        name: `process ${stream}`,
        attributes: processingAttributes('aws_kinesis', stream, lambda),
        count: Records.length,
        parts: partsOf(placedAll, trace),
      };
      await batchSpans(recorder, batch, () => handle(shardOf(first), placedAll));
    }
    return { batchItemFailures: [] };
  };
}

/** The parts of a batch: records of the same trace are one part. */
export function partsOf<T>(records: Placed<T>[], traceIn: (value: T) => TraceContext): BatchPart[] {
  const counts = new Map<string, number>();
  for (const { value } of records) {
    const { traceparent } = value === undefined ? {} : traceIn(value);
    if (traceparent) counts.set(traceparent, (counts.get(traceparent) ?? 0) + 1);
  }
  return [...counts].map(([traceparent, count]) => ({
    trace: { traceparent },
    attributes: { 'orderflow.records': count },
  }));
}

/** A batch comes from one shard. `eventID` is `<shard id>:<sequence number>`. A new stream reuses shard ids. */
const shardOf = (record: KinesisStreamRecord): string =>
  `${streamOf(record)}#${record.eventID.split(':')[0]}`;

const streamOf = ({ eventSourceARN }: KinesisStreamRecord): string => eventSourceARN.split('/').at(-1) ?? '';

function placed<T>(
  { eventID, kinesis: { sequenceNumber, data } }: KinesisStreamRecord,
  read: KinesisOptions<T>['read'],
): Placed<T> {
  const text = Buffer.from(data, 'base64').toString();
  try {
    return { sequenceNumber, value: read(text) };
  } catch (error) {
    const about = { record: eventID, bytes: Buffer.byteLength(data, 'base64'), data: text.slice(0, SHOWN) };
    return { sequenceNumber, unreadable: { sequenceNumber, about, error } };
  }
}
