import { region } from '../settings.ts';
import type { RawRecord } from './rawStreamsClient.ts';
import type { StreamRecord } from './shardStream.ts';

/**
 * A stream record as Lambda hands it to a function: DynamoDB JSON with binary values in base64 and the creation
 * time in seconds since the epoch.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
 */
export function toDynamoDbRecord(record: RawRecord, streamArn: string): StreamRecord {
  const { dynamodb = {}, userIdentity } = record;
  const { ApproximateCreationDateTime: seconds = Date.now() / 1000, Keys = {} } = dynamodb;
  return {
    sequenceNumber: dynamodb.SequenceNumber ?? '',
    orderingKey: JSON.stringify(Object.entries(Keys).sort(([a], [b]) => (a < b ? -1 : 1))),
    arrivedAt: seconds * 1000,
    event: {
      eventID: record.eventID,
      eventName: record.eventName,
      eventVersion: record.eventVersion,
      eventSource: 'aws:dynamodb',
      awsRegion: record.awsRegion ?? region,
      dynamodb: { ...dynamodb, ApproximateCreationDateTime: Math.floor(seconds), Keys },
      // Present on deletions by TTL.
      ...(userIdentity && {
        userIdentity: { type: userIdentity.Type, principalId: userIdentity.PrincipalId },
      }),
      eventSourceARN: streamArn,
    },
  };
}
