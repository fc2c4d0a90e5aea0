import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { readSettings } from '../src/settings.ts';

/** A port of its own, beside the copies that people work with. */
export const settings = readSettings({ ...process.env, ORDERFLOW_PORT: '4900' });

export const client = new DynamoDBClient({
  endpoint: settings.endpoints.dynamodb,
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});
