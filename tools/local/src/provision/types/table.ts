import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  ResourceInUseException,
  type TimeToLiveSpecification,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import type { NamedResource } from '@orderflow/stacks/resolve';
import { accountId, region } from '../../settings.ts';
import { markStream } from '../../streamMarker.ts';
import { reasons } from '../reasons.ts';
import { applied, fields, physicalName, type ResourceType } from '../resourceType.ts';

const index = {
  IndexName: applied,
  KeySchema: applied,
  Projection: applied,
} as const;

const arn = (resource: NamedResource) =>
  `arn:aws:dynamodb:${region}:${accountId}:table/${physicalName(resource, 'TableName')}`;

export const table: ResourceType = {
  ref: (resource) => physicalName(resource, 'TableName'),
  attributes: {
    Arn: arn,
    // The engine names a stream by its creation time; the poller looks up the table's latest one.
    StreamArn: (resource) => `${arn(resource)}/stream/local`,
  },
  properties: {
    TableName: applied,
    AttributeDefinitions: applied,
    KeySchema: applied,
    BillingMode: applied,
    ProvisionedThroughput: applied,
    GlobalSecondaryIndexes: fields({
      ...index,
      ProvisionedThroughput: applied,
      OnDemandThroughput: reasons.capacity,
      WarmThroughput: reasons.capacity,
      ContributorInsightsSpecification: reasons.alarms,
    }),
    LocalSecondaryIndexes: fields(index),
    StreamSpecification: fields({ StreamViewType: applied }),
    TimeToLiveSpecification: applied,
    SSESpecification: reasons.encryption,
    PointInTimeRecoverySpecification: reasons.backups,
    DeletionProtectionEnabled: reasons.protection,
    OnDemandThroughput: reasons.capacity,
    WarmThroughput: reasons.capacity,
    ContributorInsightsSpecification: reasons.alarms,
    TableClass: reasons.cost,
    Tags: reasons.tags,
  },
  create: async (resource, { dynamodb }) => {
    const { properties } = resource;
    const input = createTableInput(physicalName(resource, 'TableName'), properties);
    try {
      await dynamodb.send(new CreateTableCommand(input));
      if (input.StreamSpecification) await markStream(dynamodb, input);
    } catch (error) {
      if (!(error instanceof ResourceInUseException)) {
        throw error;
      }
      await expectSameIndexes(dynamodb, input);
    }
    await enableTimeToLive(dynamodb, input.TableName, properties['TimeToLiveSpecification']);
  },
};

function createTableInput(TableName: string, properties: Record<string, unknown>): CreateTableCommandInput {
  const input: Record<string, unknown> = {};
  for (const [name, use] of Object.entries(table.properties)) {
    if ((use === applied || 'fields' in use) && properties[name] !== undefined) {
      input[name] = properties[name];
    }
  }
  delete input['TimeToLiveSpecification'];
  input['TableName'] = TableName;
  // CloudFormation leaves StreamEnabled out; the API wants it.
  if (properties['StreamSpecification']) {
    input['StreamSpecification'] = { ...properties['StreamSpecification'], StreamEnabled: true };
  }
  return input as unknown as CreateTableCommandInput;
}

/** Kept data may come from an older template. Its indexes may not be those that today's code needs. */
async function expectSameIndexes(dynamodb: DynamoDBClient, input: CreateTableCommandInput): Promise<void> {
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: input.TableName }));
  const names = (indexes: { IndexName?: string | undefined }[] = []) =>
    indexes
      .map(({ IndexName }) => IndexName)
      .sort()
      .join();
  if (
    JSON.stringify(Table?.KeySchema) !== JSON.stringify(input.KeySchema) ||
    names(Table?.GlobalSecondaryIndexes) !== names(input.GlobalSecondaryIndexes)
  ) {
    throw new Error(
      `${input.TableName} in the kept data has other keys or indexes than the template: delete .local/data`,
    );
  }
}

async function enableTimeToLive(
  dynamodb: DynamoDBClient,
  TableName: string | undefined,
  specification: unknown,
): Promise<void> {
  if (!specification) {
    return;
  }
  const current = await dynamodb.send(new DescribeTimeToLiveCommand({ TableName }));
  if (current.TimeToLiveDescription?.TimeToLiveStatus !== 'ENABLED') {
    const TimeToLiveSpecification = specification as TimeToLiveSpecification;
    await dynamodb.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
  }
}
