import { NAME_PROPERTY, type Resource, type Stack } from '@orderflow/stacks/template';
import type { Statement } from '@orderflow/stacks/topology';

/** The kinds of nodes in a diagram. */
export type Kind =
  | 'edge'
  | 'api'
  | 'route'
  | 'schedule'
  | 'function'
  | 'table'
  | 'queue'
  | 'stream'
  | 'topic'
  | 'bucket'
  | 'workflow';

export interface Node {
  id: string;
  kind: Kind;
  label: string;
}

const KINDS: [suffix: RegExp, kind: Kind][] = [
  [/Stream$/, 'table'],
  [/Table$/, 'table'],
  [/(Queue|Dlq|Failures)$/, 'queue'],
  [/Topic$/, 'topic'],
  [/Bucket$/, 'bucket'],
  [/StateMachine$/, 'workflow'],
];

/** The node of a resource, by its logical id; undefined if diagrams do not show it. */
export function nodeOf(logicalId: string): Node | undefined {
  const id = lowerFirst(logicalId);
  const kind = id === 'clicksStream' ? 'stream' : KINDS.find(([suffix]) => suffix.test(id))?.[1];
  const label = id
    .replace(/(Table|Queue|Topic|Bucket|StateMachine|Stream)$/, '')
    .replaceAll(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
  return kind && { id, kind, label };
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** The service's name in ARNs, by resource type. */
const SHOWN: Record<string, string> = {
  'AWS::DynamoDB::Table': 'dynamodb',
  'AWS::Kinesis::Stream': 'kinesis',
  'AWS::S3::Bucket': 's3',
  'AWS::SNS::Topic': 'sns',
  'AWS::SQS::Queue': 'sqs',
  'AWS::StepFunctions::StateMachine': 'states',
};

/** Finds the nodes of diagrams by ARN, or by the URL of a queue. */
export class Shown {
  readonly #nodes: Map<string, Node>;

  constructor(system: readonly Stack[]) {
    const entries = system.flatMap(({ resources }) => resources.flatMap(keyed));
    this.#nodes = new Map(entries);
  }

  find(reference: unknown): Node | undefined {
    const text = String(reference);
    if (text.startsWith('http')) return this.#nodes.get(`sqs ${text.split('/').at(-1)}`);
    const [, , service, , , ...rest] = text.split(':');
    const name = rest.join(':').replace(/^(table|stream)\/|^stateMachine:/, '');
    return this.#nodes.get(`${service} ${name.split('/')[0]}`);
  }
}

function keyed({ logicalId, type, properties }: Resource): [key: string, node: Node][] {
  const service = SHOWN[type];
  const property = NAME_PROPERTY[type];
  const node = nodeOf(logicalId);
  return service && property && node ? [[`${service} ${properties[property]}`, node]] : [];
}

const READS = /:(Get|BatchGet|Query|Scan|List|Describe)/;
/** Permissions that Lambda itself uses, or that cause no data flow. */
const ASIDE =
  /^sqs:(ChangeMessageVisibility|ReceiveMessage|DeleteMessage|GetQueueAttributes)|^dynamodb:(GetRecords|GetShardIterator|DescribeStream|ListStreams)|^kinesis:(Get|Describe|List)|Abort|ListBucket/;

/** A function's access to each resource, over all its permissions: `writes` if it may write. */
export function accessOf(statements: Statement[], shown: Shown): Map<Node, 'writes' | 'reads'> {
  const found = new Map<Node, 'writes' | 'reads'>();
  for (const { Action, Resource } of statements) {
    const actions = [Action].flat().filter((action) => !ASIDE.test(action));
    if (actions.length === 0) continue;
    const writes = actions.some((action) => !READS.test(action));
    for (const node of [Resource].flat().flatMap((arn) => shown.find(arn) ?? [])) {
      if (found.get(node) !== 'writes') found.set(node, writes ? 'writes' : 'reads');
    }
  }
  return found;
}
