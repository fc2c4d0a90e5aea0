import type { Resource, Stage } from '../stage/types.ts';
import { listQueues } from './queues.ts';

export type NodeKind =
  | 'edge'
  | 'api'
  | 'function'
  | 'table'
  | 'topic'
  | 'queue'
  | 'dlq'
  | 'bucket'
  | 'stream'
  | 'workflow';

export interface MapNode {
  /** Kind of resource and name, as a table and a queue may have the same one. */
  id: string;
  kind: NodeKind;
  name: string;
  /** Stack that owns it. */
  service: string;
}

/** From where to where things flow. */
export interface MapEdge {
  from: string;
  to: string;
}

const kinds: Record<string, [kind: NodeKind, nameProperty: string]> = {
  'AWS::ApiGatewayV2::Api': ['api', 'Name'],
  'AWS::Lambda::Function': ['function', 'FunctionName'],
  'AWS::DynamoDB::Table': ['table', 'TableName'],
  'AWS::Kinesis::Stream': ['stream', 'Name'],
  'AWS::SNS::Topic': ['topic', 'TopicName'],
  'AWS::S3::Bucket': ['bucket', 'BucketName'],
  'AWS::StepFunctions::StateMachine': ['workflow', 'StateMachineName'],
};

/** A distribution has no name of its own, and a stage has one at most. */
const EDGE: MapNode = { id: 'edge', kind: 'edge', name: 'edge', service: 'edge' };

const isDistribution = ({ type }: Resource) => type === 'AWS::CloudFront::Distribution';

/** Its origins, each named after the service whose API it is. */
function originsOf({ properties }: Resource): string[] {
  const { Origins } = properties['DistributionConfig'] as { Origins: { Id: string }[] };
  return Origins.map(({ Id }) => Id);
}

/** The system as its templates describe it, so that what is added appears by itself. */
export function readTopology(stage: Stage): { nodes: MapNode[]; edges: MapEdge[] } {
  const queues = listQueues(stage);
  const nodes: MapNode[] = [
    ...stage.stacks.flatMap(({ resources }) => (resources.some(isDistribution) ? [EDGE] : [])),
    ...stage.stacks.flatMap(({ name, resources }) => resources.flatMap((one) => toNode(stage, name, one))),
    ...queues.map(({ name, shortName, dlq }) => ({
      id: `queue ${name}`,
      kind: dlq ? ('dlq' as const) : ('queue' as const),
      name: shortName,
      service: 'infrastructure',
    })),
  ];
  const resources = stage.stacks.flatMap((stack) => stack.resources);
  const apis = nodes.filter(({ kind }) => kind === 'api');
  const origins = resources.filter(isDistribution).flatMap(originsOf);
  const edges = [
    ...apis.flatMap(({ id, service }) => (origins.includes(service) ? [{ from: EDGE.id, to: id }] : [])),
    ...queues.flatMap(({ name, redriveTo }) =>
      redriveTo ? [{ from: `queue ${redriveTo}`, to: `queue ${name}` }] : [],
    ),
    ...resources.flatMap(toEdges),
  ];
  return {
    nodes,
    edges: edges.filter(({ from, to }) => [from, to].every((id) => nodes.some((one) => one.id === id))),
  };
}

function toNode({ name: stage }: Stage, service: string, { type, properties }: Resource): MapNode[] {
  const [kind, property] = kinds[type] ?? [];
  const id = property && properties[property];
  if (!kind || typeof id !== 'string' || id.includes('serverlessdeploymentbucket')) return [];
  const name = kind === 'api' ? service : id.replace(new RegExp(`^orderflow-(${service}-)?${stage}-`), '');
  return [{ id: `${kind} ${id}`, kind, name, service }];
}

const lastOf = (arn: unknown) => String(arn).split(/[:/]/).at(-1) ?? '';

function toEdges({ type, properties }: Resource): MapEdge[] {
  if (type === 'AWS::SNS::Subscription') {
    return [
      { from: `topic ${lastOf(properties['TopicArn'])}`, to: `queue ${lastOf(properties['Endpoint'])}` },
    ];
  }
  if (type !== 'AWS::Lambda::EventSourceMapping') return [];
  const source = String(properties['EventSourceArn']);
  const table = /:table\/([^/]+)/.exec(source)?.[1];
  const kind = source.includes(':kinesis:') ? 'stream' : 'queue';
  const from = table ? `table ${table}` : `${kind} ${lastOf(source)}`;
  const { OnFailure } = (properties['DestinationConfig'] ?? {}) as { OnFailure?: { Destination: string } };
  const to = `function ${lastOf(properties['FunctionName'])}`;
  return [{ from, to }, ...(OnFailure ? [{ from: to, to: `queue ${lastOf(OnFailure.Destination)}` }] : [])];
}
