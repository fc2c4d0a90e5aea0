import {
  CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateCommand,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import { type StackFolder, stackName, stacks } from '@orderflow/stacks/find';
import { ofType, type Template } from '@orderflow/stacks/template';

const cloudFormation = new CloudFormationClient({});

/** A deployed stack of a stage. */
export interface DeployedStack {
  stack: StackFolder;
  template: Template;
  /** CloudFormation's status: `UPDATE_COMPLETE`, `UPDATE_ROLLBACK_COMPLETE`, … */
  status: string;
  outputs: Record<string, string>;
}

/** The URL of one service's HTTP API, with its routes. */
export interface Endpoint {
  service: string;
  url: string;
  /** `POST /orders`, `GET /orders/{orderId}`, … */
  routes: string[];
}

/** The stacks of a stage that exist in the account. */
export async function deployedStacks(stage: string): Promise<DeployedStack[]> {
  return (await Promise.all(stacks.map((stack) => describe(stack, stage)))).filter(
    (one) => one !== undefined,
  );
}

async function describe(stack: StackFolder, stage: string): Promise<DeployedStack | undefined> {
  const StackName = stackName(stack.name, stage);
  try {
    const { Stacks = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
    const { TemplateBody = '{}' } = await cloudFormation.send(new GetTemplateCommand({ StackName }));
    const outputs = (Stacks[0]?.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]);
    const status = Stacks[0]?.StackStatus ?? '';
    return { stack, template: JSON.parse(TemplateBody), status, outputs: Object.fromEntries(outputs) };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

export async function endpoints(stage: string): Promise<Endpoint[]> {
  return (await deployedStacks(stage)).flatMap(({ stack, template, outputs }) => {
    const routes = ofType(template, 'AWS::ApiGatewayV2::Route').map(
      ([, { Properties }]) => Properties.RouteKey,
    );
    const url = outputs['HttpApiUrl'];
    return url && routes.length > 0 ? [{ service: stack.name, url, routes: routes.sort() }] : [];
  });
}

/** The public address in front of all endpoints; undefined if the edge is not deployed. */
export async function edgeUrl(stage: string): Promise<string | undefined> {
  const edge = (await deployedStacks(stage)).find(({ stack }) => stack.name === 'edge');
  return edge?.outputs['Url'];
}

/** A deployed resource of a stack. */
export interface DeployedResource {
  logicalId: string;
  type: string;
  /** The physical id: a name, a URL or an ARN. */
  id: string;
  /** CloudFormation's status: `CREATE_COMPLETE`, `DELETE_FAILED`, … */
  status: string;
}

/** The resources of a stack; empty if the stack does not exist. */
export async function resources(stack: StackFolder, stage: string): Promise<DeployedResource[]> {
  const pages = paginateListStackResources(
    { client: cloudFormation },
    { StackName: stackName(stack.name, stage) },
  );
  const found: DeployedResource[] = [];
  try {
    for await (const { StackResourceSummaries = [] } of pages) {
      for (const {
        LogicalResourceId,
        ResourceType,
        PhysicalResourceId,
        ResourceStatus = '',
      } of StackResourceSummaries) {
        if (LogicalResourceId && ResourceType && PhysicalResourceId) {
          const [logicalId, type, id] = [LogicalResourceId, ResourceType, PhysicalResourceId];
          found.push({ logicalId, type, id, status: ResourceStatus });
        }
      }
    }
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  return found;
}

/** CloudFormation's status of a stack; undefined when there is none. */
export async function stackStatus(stack: StackFolder, stage: string): Promise<string | undefined> {
  try {
    const StackName = stackName(stack.name, stage);
    const { Stacks = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
    return Stacks[0]?.StackStatus;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** CloudFormation has no error code of its own for a stack that does not exist. */
const isMissing = (error: unknown) => error instanceof Error && error.message.includes('does not exist');
