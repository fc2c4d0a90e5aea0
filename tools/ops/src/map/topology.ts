import { NAME_PROPERTY } from '@orderflow/stacks/template';
import { listQueues } from '../readers/queues.ts';
import type { Resource, Stack, Stage } from '../stage/types.ts';
import { readEdges } from './edges.ts';
import type { MapNode, NodeKind, Topology } from './types.ts';

const kinds: Record<string, NodeKind> = {
  'AWS::ApiGatewayV2::Api': 'api',
  'AWS::Lambda::Function': 'function',
  'AWS::DynamoDB::Table': 'table',
  'AWS::Kinesis::Stream': 'stream',
  'AWS::SNS::Topic': 'topic',
  'AWS::S3::Bucket': 'bucket',
  'AWS::StepFunctions::StateMachine': 'workflow',
};

/** A distribution has no name, and a stage has at most one. */
const EDGE: MapNode = { id: 'edge', kind: 'edge', name: 'edge', service: 'edge' };

const read = new WeakMap<readonly Stack[], Topology>();

/** The system as its templates describe it, so that new resources appear by themselves. Read once per stage. */
export function readTopology(stage: Pick<Stage, 'name' | 'stacks'>): Topology {
  const known = read.get(stage.stacks);
  if (known) return known;
  const nodes: MapNode[] = [
    ...stage.stacks.flatMap(({ name, resources }) =>
      resources.flatMap((one) => toNode(stage.name, name, one)),
    ),
    ...listQueues(stage).map(({ name, shortName, dlq }) => ({
      id: `queue ${name}`,
      kind: dlq ? ('dlq' as const) : ('queue' as const),
      name: shortName,
      service: 'base',
    })),
  ];
  const ids = new Set(nodes.map(({ id }) => id));
  const edges = readEdges(stage, nodes).filter(({ from, to }) => ids.has(from) && ids.has(to));
  const topology = { nodes: nodes.map((node) => switched(stage.stacks, node)), edges };
  read.set(stage.stacks, topology);
  return topology;
}

function toNode(stage: string, service: string, { logicalId, type, properties }: Resource): MapNode[] {
  if (type === 'AWS::CloudFront::Distribution') return [EDGE];
  if (type === 'AWS::Events::Rule' && properties['ScheduleExpression']) {
    const name = logicalId
      .replace(/EventsRuleSchedule\d+$/, '')
      .replace(/^\w/, (first) => first.toLowerCase());
    const when = String(properties['ScheduleExpression']);
    const off = properties['State'] === 'DISABLED';
    return [
      { id: `schedule ${service}/${logicalId}`, kind: 'schedule', name, service, when, ...(off && { off }) },
    ];
  }
  const kind = kinds[type];
  const property = NAME_PROPERTY[type];
  const id = property && properties[property];
  if (!kind || typeof id !== 'string' || id.includes('serverlessdeploymentbucket')) return [];
  const name = kind === 'api' ? service : id.replace(new RegExp(`^orderflow-(${service}-)?${stage}-`), '');
  return [{ id: `${kind} ${id}`, kind, name, service }];
}

/** A function is off if its event source mapping is off, or if its reserved concurrency is 0. */
function switched(stacks: readonly Stack[], node: MapNode): MapNode {
  if (node.kind !== 'function') return node;
  const name = node.id.replace('function ', '');
  const off = stacks
    .flatMap(({ resources }) => resources)
    .some(({ type, properties }) => {
      if (type === 'AWS::Lambda::Function')
        return properties['FunctionName'] === name && properties['ReservedConcurrentExecutions'] === 0;
      if (type !== 'AWS::Lambda::EventSourceMapping' || String(properties['Enabled'] ?? true) !== 'false')
        return false;
      return new RegExp(`(^|:)${name}(:|$)`).test(String(properties['FunctionName']));
    });
  return off ? { ...node, off } : node;
}
