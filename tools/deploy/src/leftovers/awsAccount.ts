import {
  CloudFormationClient,
  ContinueUpdateRollbackCommand,
  DeleteStackCommand,
  waitUntilStackDeleteComplete,
  waitUntilStackRollbackComplete,
} from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs';
import {
  CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
  paginateListUserPools,
} from '@aws-sdk/client-cognito-identity-provider';
import { DescribeTableCommand, DynamoDBClient, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import { paginateListBuckets, S3Client } from '@aws-sdk/client-s3';
import { type StackFolder, stackName } from '@orderflow/stacks/find';
import { storeOf } from '../data/stores.ts';
import { resources, stackStatus } from '../deployed.ts';
import type { Account } from './clearWay.ts';
import type { Named } from './named.ts';

const WAIT_SECONDS = 1800;

/** The caller's AWS account, for one stack of a stage. */
export function awsAccount(stack: StackFolder, stage: string): Account {
  const client = new CloudFormationClient({});
  const StackName = stackName(stack.name, stage);
  const waiter = { client, maxWaitTime: WAIT_SECONDS };
  const find = finder();
  return {
    status: () => stackStatus(stack, stage),
    resources: () => resources(stack, stage),
    async deleteStack() {
      await client.send(new DeleteStackCommand({ StackName }));
      await waitUntilStackDeleteComplete(waiter, { StackName });
    },
    async continueRollback() {
      await client.send(new ContinueUpdateRollbackCommand({ StackName }));
      await waitUntilStackRollbackComplete(waiter, { StackName });
    },
    store: storeOf,
    find: async (named) =>
      (await find(named)).flatMap(
        (id) => storeOf({ logicalId: named.logicalId, type: named.type, id }) ?? [],
      ),
  };
}

/** Looks up names in the services. Log groups are listed by name prefix: an account may make 10 such calls a second. */
function finder(): (named: Named) => Promise<string[]> {
  const listed = new Map<string, Promise<string[]>>();
  const logGroups = (beginning: string) => {
    const names = listed.get(beginning) ?? listLogGroups(beginning);
    listed.set(beginning, names);
    return names;
  };
  const look: Record<string, (named: Named) => Promise<string[]>> = {
    'AWS::DynamoDB::Table': ({ beginning }) => findTable(beginning),
    'AWS::S3::Bucket': ({ beginning }) => listBuckets(beginning),
    'AWS::Cognito::UserPool': ({ name }) => listPools(name),
    'AWS::Logs::LogGroup': ({ beginning }) => logGroups(beginning.slice(0, beginning.lastIndexOf('-') + 1)),
  };
  return async (named) => {
    const found = (await look[named.type]?.(named)) ?? [];
    return named.type === 'AWS::Cognito::UserPool' ? found : found.filter((id) => named.name.test(id));
  };
}

async function findTable(TableName: string): Promise<string[]> {
  try {
    await new DynamoDBClient({}).send(new DescribeTableCommand({ TableName }));
    return [TableName];
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return [];
    throw error;
  }
}

async function listBuckets(Prefix: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { Buckets = [] } of paginateListBuckets({ client: new S3Client({}) }, { Prefix })) {
    found.push(...Buckets.map(({ Name = '' }) => Name));
  }
  return found;
}

/** Ids of our user pools with this name. Names are not unique: a pool without users may belong to another system. */
async function listPools(name: RegExp): Promise<string[]> {
  const client = new CognitoIdentityProviderClient({});
  const found: string[] = [];
  for await (const { UserPools = [] } of paginateListUserPools({ client }, { MaxResults: 60 })) {
    for (const { Id: UserPoolId = '', Name = '' } of UserPools) {
      if (!name.test(Name)) continue;
      const { UserPool } = await client.send(new DescribeUserPoolCommand({ UserPoolId }));
      // Every stack sets this tag (`stackTags` of its serverless.yml).
      if (UserPool?.UserPoolTags?.['project'] === 'orderflow') found.push(UserPoolId);
    }
  }
  return found;
}

async function listLogGroups(logGroupNamePrefix: string): Promise<string[]> {
  const client = new CloudWatchLogsClient({});
  const found: string[] = [];
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, { logGroupNamePrefix })) {
    found.push(...logGroups.map(({ logGroupName = '' }) => logGroupName));
  }
  return found;
}
