import type { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from '@jest/globals';
import { readItems } from '../src/readers/items.ts';
import type { Stage } from '../src/stage/types.ts';

const asked: QueryCommand['input'][] = [];
const stage = {
  stacks: [
    {
      name: 'base',
      resources: [
        {
          logicalId: 'Imports',
          type: 'AWS::DynamoDB::Table',
          properties: {
            TableName: 'imports',
            KeySchema: [
              { AttributeName: 'sk', KeyType: 'RANGE' },
              { AttributeName: 'pk', KeyType: 'HASH' },
            ],
          },
        },
      ],
    },
  ],
  clients: {
    documents: {
      send: async ({ input }: QueryCommand) => {
        asked.push(input);
        return { Items: [{ pk: 'i-1', sk: 'IMPORT' }] };
      },
    },
  },
} as unknown as Stage;

test('looks items up by the partition key that the table has', async () => {
  expect(await readItems(stage, 'imports', 'i-1')).toEqual([{ pk: 'i-1', sk: 'IMPORT' }]);
  expect(asked[0]).toMatchObject({
    TableName: 'imports',
    ExpressionAttributeNames: { '#key': 'pk' },
    ExpressionAttributeValues: { ':key': 'i-1' },
  });
});

test('looks into no table that is not of the stage', async () => {
  await expect(readItems(stage, 'payroll', 'x')).rejects.toThrow('no table "payroll"');
});
