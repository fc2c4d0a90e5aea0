import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from '@jest/globals';
import { listenForActivity } from '../src/activity.ts';

test('the database tells who listens that something was written', async () => {
  const dynamodb = new DynamoDBClient();
  const TableName = `activity-${randomUUID()}`;
  await dynamodb.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    }),
  );
  const activity = listenForActivity(String(process.env['ORDERFLOW_STATE_DIR']));
  try {
    const heard = new Promise<string>((resolve) => {
      activity.next().addEventListener('abort', () => resolve('heard'));
    });
    await dynamodb.send(new PutItemCommand({ TableName, Item: { pk: { S: 'x' } } }));
    expect(await heard).toBe('heard');
  } finally {
    activity.close();
  }
});
