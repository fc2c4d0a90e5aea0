import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Stage } from '../stage/types.ts';

const MOST = 20;

interface TableProperties {
  TableName: string;
  KeySchema: { AttributeName: string; KeyType: string }[];
}

/**
 * The items of a table under a partition key, in the order of their sort keys; twenty at most.
 *
 * @throws Error when the stage has no such table
 */
export async function readItems(stage: Stage, table: string, key: string): Promise<object[]> {
  const tables = stage.stacks
    .flatMap(({ resources }) => resources)
    .filter(({ type }) => type === 'AWS::DynamoDB::Table')
    .map(({ properties }) => properties as unknown as TableProperties);
  const found = tables.find(({ TableName }) => TableName === table);
  if (!found) throw new Error(`There is no table "${table}"`);
  const { AttributeName = '' } = found.KeySchema.find(({ KeyType }) => KeyType === 'HASH') ?? {};
  const { Items = [] } = await stage.clients.documents.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: '#key = :key',
      ExpressionAttributeNames: { '#key': AttributeName },
      ExpressionAttributeValues: { ':key': key },
      Limit: MOST,
      ConsistentRead: true,
    }),
  );
  return Items;
}
