import { resources } from '../deployed.ts';
import type { Stack } from '../stacks.ts';
import { bucket } from './bucket.ts';
import { table } from './table.ts';
import { userPool } from './userPool.ts';

/** A resource that keeps data which nobody can deploy again. */
export interface DataStore {
  /** As people call it: `table orderflow-prod-orders`. */
  name: string;
  holdsData(): Promise<boolean>;
  /** Lets CloudFormation delete it: switches off its protection and empties it where it must be empty. */
  release(): Promise<void>;
  /** Deletes it, if its stack left it there. */
  delete(): Promise<void>;
}

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
