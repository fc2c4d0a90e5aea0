import type { StackFolder } from '@orderflow/stacks/find';
import { type DeployedResource, resources } from '../deployed.ts';
import { bucket } from './bucket.ts';
import { type DataStore, orGone } from './dataStore.ts';
import { logGroup } from './logGroup.ts';
import { table } from './table.ts';
import { userPool } from './userPool.ts';

const KINDS: Record<string, (id: string) => DataStore> = {
  'AWS::DynamoDB::Table': table,
  'AWS::S3::Bucket': bucket,
  'AWS::Cognito::UserPool': userPool,
  'AWS::Logs::LogGroup': logGroup,
};

/** The framework's own bucket. It holds past deployments; `serverless remove` empties it. */
const DEPLOYMENT_BUCKET = 'ServerlessDeploymentBucket';

/** The edge's bucket. It is emptied and deleted like the others, but holds no user data. */
const ACCESS_LOGS = 'AccessLogs';

/** The store behind a resource; undefined if the resource keeps no data or is the framework's own bucket. */
export function storeOf({
  logicalId,
  type,
  id,
}: Pick<DeployedResource, 'logicalId' | 'type' | 'id'>): DataStore | undefined {
  const store = logicalId === DEPLOYMENT_BUCKET ? undefined : KINDS[type]?.(id);
  if (!store) return undefined;
  return orGone(logicalId === ACCESS_LOGS ? { ...store, holdsData: async () => false } : store);
}

/** The data stores of one stack of a stage. */
export const dataStores = async (stack: StackFolder, stage: string): Promise<DataStore[]> =>
  (await resources(stack, stage)).flatMap((one) => storeOf(one) ?? []);
