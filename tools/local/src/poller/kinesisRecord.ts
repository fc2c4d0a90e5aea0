import type { _Record as ServiceRecord } from '@aws-sdk/client-kinesis';
import { accountId, region } from '../settings.ts';
import type { StreamRecord } from './shardStream.ts';

/**
 * A record of a Kinesis stream as Lambda hands it to a function: data in base64, the arrival in seconds since the epoch.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html
 */
export function toKinesisRecord(record: ServiceRecord, shardId: string, streamArn: string): StreamRecord {
  const { SequenceNumber = '', PartitionKey = '', Data = new Uint8Array() } = record;
  const arrivedAt = record.ApproximateArrivalTimestamp?.getTime() ?? Date.now();
  return {
    sequenceNumber: SequenceNumber,
    orderingKey: PartitionKey,
    arrivedAt,
    event: {
      kinesis: {
        kinesisSchemaVersion: '1.0',
        partitionKey: PartitionKey,
        sequenceNumber: SequenceNumber,
        data: Buffer.from(Data).toString('base64'),
        approximateArrivalTimestamp: arrivedAt / 1000,
      },
      eventSource: 'aws:kinesis',
      eventVersion: '1.0',
      eventID: `${shardId}:${SequenceNumber}`,
      eventName: 'aws:kinesis:record',
      invokeIdentityArn: `arn:aws:iam::${accountId}:role/local`,
      awsRegion: region,
      eventSourceARN: streamArn,
    },
  };
}
