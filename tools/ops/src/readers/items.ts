import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Stage } from '../stage/types.ts';

const MOST = 20;

interface KeyPart {
  AttributeName: string;
  KeyType: 'HASH' | 'RANGE';
}

export interface TableProperties {
  TableName: string;
  KeySchema: KeyPart[];
  GlobalSecondaryIndexes?: { IndexName: string; KeySchema: KeyPart[] }[];
}

/** The tables of all stacks. */
export const tablesOf = ({ stacks }: Stage): TableProperties[] =>
  stacks
    .flatMap(({ resources }) => resources)
    .filter(({ type }) => type === 'AWS::DynamoDB::Table')
    .map(({ properties }) => properties as unknown as TableProperties);

/** The partition key's name. */
export const hashOf = (keys: KeyPart[] = []): string =>
  keys.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName ?? '';

/**
 * The items of a table with a partition key, sorted by sort key; at most twenty.
 *
 * @throws Error when the stage has no such table
 */
export async function readItems(stage: Stage, table: string, key: string): Promise<object[]> {
  const found = tablesOf(stage).find(({ TableName }) => TableName === table);
  if (!found) throw new Error(`There is no table "${table}"`);
  const { Items = [] } = await stage.clients.documents.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: '#key = :key',
      ExpressionAttributeNames: { '#key': hashOf(found.KeySchema) },
      ExpressionAttributeValues: { ':key': key },
      Limit: MOST,
      ConsistentRead: true,
    }),
  );
  return Items;
}
