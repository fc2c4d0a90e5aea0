import type { KinesisStreamBatchResponse, KinesisStreamEvent, KinesisStreamRecord } from 'aws-lambda';
import type { SetAside } from './setAside.ts';

/** What a shard has at a place: a value, or something that is none and is to be set aside. */
export interface Placed<T> {
  sequenceNumber: string;
  value?: T;
  unreadable?: SetAside;
}

export interface KinesisOptions<T> {
  /** Reads the text of one record; what it throws makes that record alone unreadable. */
  read(text: string): T;
  /**
   * Handles the records of one shard, in its order. Throwing brings the whole batch again, and everything behind it
   * waits: a record never is a reason to throw.
   *
   * @param shard the stream and the shard's id
   */
  handle(shard: string, records: Placed<T>[]): Promise<void>;
}

/** Of an unreadable record, so many characters are shown to whoever looks into it; the stream has the rest for a day. */
const SHOWN = 1_000;

/** Adapts a batch function to a Kinesis event source. */
export function kinesis<T>({ read, handle }: KinesisOptions<T>) {
  return async ({ Records }: KinesisStreamEvent): Promise<KinesisStreamBatchResponse> => {
    const [first] = Records;
    if (first) {
      await handle(
        shardOf(first),
        Records.map((record) => placed(record, read)),
      );
    }
    return { batchItemFailures: [] };
  };
}

/** A batch is of one shard. `eventID` is `<shard id>:<sequence number>`; shard ids begin anew with a new stream. */
const shardOf = ({ eventID, eventSourceARN }: KinesisStreamRecord): string =>
  `${eventSourceARN.split('/').at(-1)}#${eventID.split(':')[0]}`;

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
