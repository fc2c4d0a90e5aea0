import { resources } from '../deployed.ts';
import type { Stack } from '../stacks.ts';
import { bucket } from './bucket.ts';
import type { DataStore } from './dataStore.ts';
import { table } from './table.ts';
import { userPool } from './userPool.ts';

const KINDS: Record<string, (id: string) => DataStore> = {
  'AWS::DynamoDB::Table': table,
  'AWS::S3::Bucket': bucket,
  'AWS::Cognito::UserPool': userPool,
};

/** The framework's own bucket: it holds past deployments, and `serverless remove` empties it. */
const DEPLOYMENT_BUCKET = 'ServerlessDeploymentBucket';

/** The edge's bucket: to be emptied and deleted like another, but nobody's data. */
const ACCESS_LOGS = 'AccessLogs';

/** The data stores of one stack of a stage. */
export async function dataStores(stack: Stack, stage: string): Promise<DataStore[]> {
  return (await resources(stack, stage)).flatMap(({ logicalId, type, id }) => {
    const store = KINDS[type];
    if (!store || logicalId === DEPLOYMENT_BUCKET) return [];
    return [logicalId === ACCESS_LOGS ? { ...store(id), holdsData: async () => false } : store(id)];
  });
}
