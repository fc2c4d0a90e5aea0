import {
  DeleteTableCommand,
  DynamoDBClient,
  ScanCommand,
  UpdateTableCommand,
  waitUntilTableExists,
  waitUntilTableNotExists,
} from '@aws-sdk/client-dynamodb';
import type { DataStore } from './dataStore.ts';

const client = new DynamoDBClient({});
const waiter = { client, maxWaitTime: 300 };

export const table = (TableName: string): DataStore => ({
  name: `table ${TableName}`,
  takesName: true,

  async holdsData() {
    const { Count = 0 } = await client.send(new ScanCommand({ TableName, Limit: 1, Select: 'COUNT' }));
    return Count > 0;
  },

  async release() {
    await client.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: false }));
    // A table that is being updated cannot be deleted.
    await waitUntilTableExists(waiter, { TableName });
  },

  async delete() {
    await client.send(new DeleteTableCommand({ TableName }));
    // Until the table is gone, its name is taken.
    await waitUntilTableNotExists(waiter, { TableName });
  },
});
