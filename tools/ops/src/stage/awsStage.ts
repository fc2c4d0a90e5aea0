import {
  CloudFormationClient,
  GetTemplateCommand,
  paginateDescribeStacks,
  paginateListExports,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import type { Template } from '@orderflow/stacks/template';
import { awsSources } from './awsSources.ts';
import { connect } from './clients.ts';
import { deployedResources } from './deployedResources.ts';
import type { Stack, Stage } from './types.ts';

/**
 * A deployed stage, read with the caller's credentials.
 *
 * @throws Error when there is no stack `orderflow-*-<stage>`.
 */
export async function awsStage(stage: string): Promise<Stage> {
  const client = new CloudFormationClient({});
  const ids = new Map<string, string>();
  const pattern = new RegExp(`^orderflow-([a-z0-9]+)-${stage}$`);
  for await (const { Stacks = [] } of paginateDescribeStacks({ client }, {})) {
    for (const { StackName = '', StackId = '' } of Stacks) {
      if (pattern.test(StackName)) ids.set(StackName, StackId);
    }
  }
  if (ids.size === 0) throw new Error(`There is no stage "${stage}" in this account and region`);
  const exported = new Map<string, string>();
  for await (const { Exports = [] } of paginateListExports({ client }, {})) {
    for (const { Name = '', Value = '' } of Exports) exported.set(Name, Value);
  }
  const stacks = await Promise.all(
    [...ids].map(([name, id]) => readStack(client, id, pattern.exec(name)?.[1] ?? name, exported)),
  );
  return { name: stage, stacks, clients: connect(), sources: awsSources(stage, stacks) };
}

async function readStack(
  client: CloudFormationClient,
  stackId: string,
  name: string,
  exports: ReadonlyMap<string, string>,
): Promise<Stack> {
  const [{ TemplateBody = '{}' }, physicalIds] = await Promise.all([
    client.send(new GetTemplateCommand({ StackName: stackId })),
    readPhysicalIds(client, stackId),
  ]);
  const [, , , region = '', account = ''] = stackId.split(':');
  const pseudoParameters = {
    'AWS::AccountId': account,
    'AWS::Partition': 'aws',
    'AWS::Region': region,
    'AWS::StackId': stackId,
    'AWS::StackName': stackId.split('/')[1] ?? '',
    'AWS::URLSuffix': 'amazonaws.com',
  };
  const deployed = { stack: name, physicalIds, pseudoParameters, exports };
  return { name, resources: deployedResources(JSON.parse(TemplateBody) as Template, deployed) };
}

/** By logical id. DescribeStackResources would be one call, but it returns at most 100 resources. */
async function readPhysicalIds(
  client: CloudFormationClient,
  StackName: string,
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client }, { StackName })) {
    for (const { LogicalResourceId = '', PhysicalResourceId } of StackResourceSummaries) {
      if (PhysicalResourceId) found.set(LogicalResourceId, PhysicalResourceId);
    }
  }
  return found;
}
