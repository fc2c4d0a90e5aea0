import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import {
  DynamoDBStreamsClient,
  type DynamoDBStreamsClientConfig,
  GetRecordsCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { withoutSdkLog } from '@orderflow/tracing';

/** An item as the service writes it: DynamoDB JSON, with binary values in base64. */
type RawItem = Record<string, { S?: string; [type: string]: unknown }>;

/** A record as GetRecords writes it, with the creation time in seconds since the epoch. */
export interface RawRecord {
  eventID?: string;
  eventName?: string;
  eventVersion?: string;
  awsRegion?: string;
  dynamodb?: {
    ApproximateCreationDateTime?: number;
    Keys?: RawItem;
    NewImage?: RawItem;
    OldImage?: RawItem;
    SequenceNumber?: string;
  };
  userIdentity?: { PrincipalId?: string; Type?: string };
}

/** A page of records; without a next iterator, a closed shard was read to its end. */
export interface RawPage {
  Records?: RawRecord[];
  NextShardIterator?: string;
}

/** What the SDK calls to read an answer. */
interface Protocol {
  deserializeResponse(
    operation: object,
    context: object,
    response: { statusCode: number; body: Readable },
  ): Promise<object>;
}

/**
 * A client whose answers are the service's own JSON. In a record, that is nearly what Lambda hands to a function, and the
 * SDK's way from there to objects and back took a third of the poller's CPU time. Errors are those of the SDK.
 */
export class RawStreamsClient extends DynamoDBStreamsClient {
  constructor(config: DynamoDBStreamsClientConfig = {}) {
    super(config);
    withoutSdkLog(this);
    const protocol = this.config.protocol as object as Protocol;
    const typed = protocol.deserializeResponse.bind(protocol);
    protocol.deserializeResponse = async (operation, context, response) => {
      if (response.statusCode >= 300) return typed(operation, context, response);
      return { ...JSON.parse(await text(response.body)), $metadata: {} };
    };
  }

  async records(ShardIterator: string, Limit: number): Promise<RawPage> {
    return (await this.send(new GetRecordsCommand({ ShardIterator, Limit }))) as object as RawPage;
  }
}
