import {
  DeleteTableCommand,
  DynamoDBClient,
  ResourceNotFoundException,
  ScanCommand,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import type { DataStore } from './dataStore.ts';

const dynamodb = new DynamoDBClient({});

export const table = (TableName: string): DataStore => ({
  name: `table ${TableName}`,

  async holdsData() {
    const { Count = 0 } = await dynamodb.send(new ScanCommand({ TableName, Limit: 1, Select: 'COUNT' }));
    return Count > 0;
  },

  async release() {
    await dynamodb.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: false }));
  },

  async delete() {
    await dynamodb.send(new DeleteTableCommand({ TableName })).catch((error) => {
      if (!(error instanceof ResourceNotFoundException)) throw error;
    });
  },
});
