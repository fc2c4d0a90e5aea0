import { setTimeout as delay } from 'node:timers/promises';
import {
  CreateStreamCommand,
  DescribeStreamSummaryCommand,
  IncreaseStreamRetentionPeriodCommand,
  type KinesisClient,
  ResourceInUseException,
} from '@aws-sdk/client-kinesis';
import { accountId, region } from '../../settings.ts';
import { reasons } from '../reasons.ts';
import { applied, physicalName, type ResourceType } from '../resourceType.ts';

const POLL_MS = 20;

export const stream: ResourceType = {
  ref: (resource) => physicalName(resource, 'Name'),
  attributes: {
    Arn: (resource) => `arn:aws:kinesis:${region}:${accountId}:stream/${physicalName(resource, 'Name')}`,
  },
  properties: {
    Name: applied,
    StreamModeDetails: applied,
    ShardCount: applied,
    RetentionPeriodHours: applied,
    StreamEncryption: reasons.encryption,
    Tags: reasons.tags,
  },
  create: async (resource, { kinesis }) => {
    const { StreamModeDetails, ShardCount, RetentionPeriodHours: hours } = resource.properties;
    const StreamName = physicalName(resource, 'Name');
    const input = { StreamName, StreamModeDetails, ShardCount } as CreateStreamCommand['input'];
    await kinesis.send(new CreateStreamCommand(input)).catch((error: unknown) => {
      if (!(error instanceof ResourceInUseException)) throw error;
    });
    const current = await whenActive(kinesis, StreamName);
    if (hours !== undefined && Number(hours) > current) {
      const RetentionPeriodHours = Number(hours);
      await kinesis.send(new IncreaseStreamRetentionPeriodCommand({ StreamName, RetentionPeriodHours }));
    }
  },
};

/** Waits until the stream is active: before that, it takes no other call. @returns its retention period in hours */
async function whenActive(kinesis: KinesisClient, StreamName: string): Promise<number> {
  for (;;) {
    const { StreamDescriptionSummary } = await kinesis.send(new DescribeStreamSummaryCommand({ StreamName }));
    if (StreamDescriptionSummary?.StreamStatus === 'ACTIVE') {
      return StreamDescriptionSummary.RetentionPeriodHours ?? 0;
    }
    const status = StreamDescriptionSummary?.StreamStatus;
    if (status !== 'CREATING' && status !== 'UPDATING') throw new Error(`it is ${status}, not active`);
    await delay(POLL_MS);
  }
}
