import {
  CloudFormationClient,
  DescribeStackResourcesCommand,
  GetTemplateCommand,
  paginateDescribeStacks,
  paginateListExports,
} from '@aws-sdk/client-cloudformation';
import { awsSources } from './awsSources.ts';
import { connect } from './clients.ts';
import { resolveDeployed } from './resolveDeployed.ts';
import type { Resource, Stack, Stage } from './types.ts';

/**
 * A deployed stage, read with the caller's credentials.
 *
 * @throws Error when no stack `orderflow-*-<stage>` is there.
 */
export async function awsStage(stage: string): Promise<Stage> {
  const client = new CloudFormationClient({});
  const names: string[] = [];
  const pattern = new RegExp(`^orderflow-([a-z0-9]+)-${stage}$`);
  for await (const { Stacks = [] } of paginateDescribeStacks({ client }, {})) {
    names.push(...Stacks.map(({ StackName = '' }) => StackName).filter((name) => pattern.test(name)));
  }
  if (names.length === 0) throw new Error(`There is no stage "${stage}" in this account and region`);
  const exported = new Map<string, string>();
  for await (const { Exports = [] } of paginateListExports({ client }, {})) {
    for (const { Name = '', Value = '' } of Exports) exported.set(Name, Value);
  }
  const stacks = await Promise.all(
    names.map((name) => readStack(client, name, pattern.exec(name)?.[1] ?? name, exported)),
  );
  return { name: stage, stacks, clients: connect(), sources: awsSources(stage, stacks) };
}

async function readStack(
  client: CloudFormationClient,
  stackName: string,
  name: string,
  exports: ReadonlyMap<string, string>,
): Promise<Stack> {
  const [{ TemplateBody = '{}' }, { StackResources = [] }] = await Promise.all([
    client.send(new GetTemplateCommand({ StackName: stackName })),
    client.send(new DescribeStackResourcesCommand({ StackName: stackName })),
  ]);
  const [, , , region = '', account = ''] = StackResources[0]?.StackId?.split(':') ?? [];
  const deployed = {
    physicalIds: new Map(
      StackResources.map(({ LogicalResourceId = '', PhysicalResourceId = '' }) => [
        LogicalResourceId,
        PhysicalResourceId,
      ]),
    ),
    pseudo: { 'AWS::Region': region, 'AWS::AccountId': account, 'AWS::Partition': 'aws' },
    exports,
  };
  const { Resources } = JSON.parse(TemplateBody) as {
    Resources: Record<string, { Type: string; Properties?: object }>;
  };
  const resources = Object.entries(Resources)
    .filter(([logicalId]) => deployed.physicalIds.has(logicalId))
    .map(([logicalId, { Type, Properties = {} }]) => ({
      logicalId,
      type: Type,
      properties: resolveDeployed(Properties, deployed) as Resource['properties'],
    }));
  return { name: name === 'base' ? 'infrastructure' : name, resources };
}
