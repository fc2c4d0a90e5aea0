import type { AttributeValue, _Record as ServiceRecord } from '@aws-sdk/client-dynamodb-streams';
import { region } from '../settings.ts';
import type { StreamRecord } from './shardStream.ts';

type Item = Record<string, AttributeValue>;

/**
 * A stream record as Lambda hands it to a function: DynamoDB JSON with binary values in base64 and the creation
 * time in seconds since the epoch.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
 */
export function toDynamoDbRecord(record: ServiceRecord, streamArn: string): StreamRecord {
  const { ApproximateCreationDateTime, Keys = {}, NewImage, OldImage, ...change } = record.dynamodb ?? {};
  const arrivedAt = ApproximateCreationDateTime?.getTime() ?? Date.now();
  const { userIdentity } = record;
  return {
    sequenceNumber: change.SequenceNumber ?? '',
    orderingKey: JSON.stringify(Object.entries(toJson(Keys)).sort(([a], [b]) => (a < b ? -1 : 1))),
    arrivedAt,
    event: {
      eventID: record.eventID,
      eventName: record.eventName,
      eventVersion: record.eventVersion,
      eventSource: 'aws:dynamodb',
      awsRegion: record.awsRegion ?? region,
      dynamodb: {
        ApproximateCreationDateTime: Math.floor(arrivedAt / 1000),
        Keys: toJson(Keys),
        ...(NewImage && { NewImage: toJson(NewImage) }),
        ...(OldImage && { OldImage: toJson(OldImage) }),
        ...change,
      },
      // Present on deletions by TTL.
      ...(userIdentity && {
        userIdentity: { type: userIdentity.Type, principalId: userIdentity.PrincipalId },
      }),
      eventSourceARN: streamArn,
    },
  };
}

function toJson(item: Item): Record<string, unknown> {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, valueToJson(value)]));
}

function valueToJson(value: AttributeValue): unknown {
  if (value.B !== undefined) return { B: base64(value.B) };
  if (value.BS !== undefined) return { BS: value.BS.map(base64) };
  if (value.L !== undefined) return { L: value.L.map(valueToJson) };
  if (value.M !== undefined) return { M: toJson(value.M) };
  return value;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
