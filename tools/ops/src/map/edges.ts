import { listQueues } from '../readers/queues.ts';
import type { Resource, Stack, Stage } from '../stage/types.ts';
import type { MapEdge, MapNode } from './types.ts';

type How = MapEdge['how'];

/** Every edge, without duplicates: from origins, routes, mappings, subscriptions, notifications, rules and roles. */
export function readEdges(stage: Pick<Stage, 'name' | 'stacks'>, nodes: readonly MapNode[]): MapEdge[] {
  const edges = new Map<string, MapEdge>();
  const add = (from: string, to: string, how: How, what: string[] = []): void => {
    const key = `${from}>${to}`;
    const before = edges.get(key);
    if (!before) edges.set(key, { from, to, how, ...(what.length > 0 && { what }) });
    else if (how === 'writes' && before.how === 'reads') before.how = how;
    else if (what.length > 0) before.what = [...(before.what ?? []), ...what];
  };
  for (const { name, redriveTo } of listQueues(stage))
    if (redriveTo) add(`queue ${redriveTo}`, `queue ${name}`, 'fails');
  for (const stack of stage.stacks) {
    for (const one of stack.resources) declared[one.type]?.(one, add, stack, nodes);
  }
  // A role also allows what a mapping or a failure destination needs; those edges exist by now.
  for (const stack of stage.stacks) {
    for (const one of stack.resources) allowed(one, stack, add);
  }
  return [...edges.values()];
}

type Declared = (
  resource: Resource,
  add: (from: string, to: string, how: How, what?: string[]) => void,
  stack: Stack,
  nodes: readonly MapNode[],
) => void;

// biome-ignore lint/suspicious/noExplicitAny: what stands in a resource differs by its type.
type Properties = Record<string, any>;

const declared: Record<string, Declared> = {
  'AWS::CloudFront::Distribution': ({ properties }, add, _, nodes) => {
    const {
      Origins,
      CacheBehaviors = [],
      DefaultCacheBehavior,
      Logging,
    } = (properties as Properties)['DistributionConfig'];
    const behaviours: Properties[] = [...CacheBehaviors, { ...DefaultCacheBehavior, PathPattern: '*' }];
    for (const { Id } of Origins) {
      const api = nodes.find(({ kind, service }) => kind === 'api' && service === Id);
      const paths = behaviours.filter(({ TargetOriginId }) => TargetOriginId === Id);
      if (api)
        add(
          'edge',
          api.id,
          'flows',
          paths.map(({ PathPattern }) => String(PathPattern)),
        );
    }
    if (Logging) add('edge', idOf(String(Logging.Bucket).replace(/\.s3\..*$/, ''), 'bucket'), 'writes');
  },
  'AWS::ApiGatewayV2::Route': ({ properties }, add, { resources }) => {
    const integration = String(properties['Target']).replace(/^integrations\//, '');
    const target = resources.find(
      ({ type, logicalId, physicalId }) =>
        type === 'AWS::ApiGatewayV2::Integration' &&
        [logicalId.toLowerCase(), physicalId].includes(integration),
    );
    const api = resources.find(({ type }) => type === 'AWS::ApiGatewayV2::Api');
    if (!target || !api) return;
    const fn = idOf(target.properties['IntegrationUri'], 'function');
    add(`api ${api.properties['Name']}`, fn, 'flows', [String(properties['RouteKey'])]);
  },
  'AWS::Events::Rule': ({ logicalId, properties }, add, { name }) => {
    for (const { Arn } of (properties['Targets'] ?? []) as { Arn: string }[])
      add(`schedule ${name}/${logicalId}`, idOf(Arn, 'function'), 'flows');
  },
  'AWS::S3::Bucket': ({ properties }, add) => {
    const { QueueConfigurations = [] } = (properties as Properties)['NotificationConfiguration'] ?? {};
    for (const { Queue, Filter } of QueueConfigurations) {
      const rules = (Filter?.S3Key?.Rules ?? []) as { Name: string; Value: string }[];
      const rule = (name: string) => rules.find((one) => one.Name.toLowerCase() === name)?.Value ?? '';
      add(`bucket ${properties['BucketName']}`, idOf(Queue, 'queue'), 'flows', [
        `${rule('prefix')}*${rule('suffix')}`,
      ]);
    }
  },
  'AWS::SNS::Subscription': ({ properties }, add) => {
    const { type = [] } = (properties['FilterPolicy'] ?? {}) as { type?: unknown[] };
    add(
      idOf(properties['TopicArn'], 'topic'),
      idOf(properties['Endpoint'], 'queue'),
      'flows',
      type.map(String),
    );
  },
  'AWS::Lambda::EventSourceMapping': ({ properties }, add) => {
    const to = idOf(properties['FunctionName'], 'function');
    add(idOf(properties['EventSourceArn'], 'queue'), to, 'flows');
    failures(properties, to, add);
  },
  'AWS::Lambda::EventInvokeConfig': ({ properties }, add) =>
    failures(properties, idOf(properties['FunctionName'], 'function'), add),
};

function failures(properties: Properties, from: string, add: (from: string, to: string, how: How) => void) {
  const destination = properties['DestinationConfig']?.OnFailure?.Destination;
  if (destination) add(from, idOf(destination, 'queue'), 'fails');
}

/** The kind of edge for each permission. A permission that is not here (receiving, describing, logging) makes no edge. */
const permissions: [action: RegExp, how: How][] = [
  [
    /^(sqs:SendMessage|sns:Publish|kinesis:PutRecords?|states:StartExecution|lambda:InvokeFunction)$/,
    'flows',
  ],
  [/^dynamodb:(Get|BatchGet|Query|Scan|ConditionCheck|PartiQLSelect)|^s3:GetObject/, 'reads'],
  [/^dynamodb:(Put|Update|Delete|BatchWrite|PartiQL)|^s3:(Put|Delete)Object|^states:SendTask/, 'writes'],
];

/** Adds an edge for each permission in the role of a function or a workflow. */
function allowed(
  { type, properties }: Resource,
  { resources }: Stack,
  add: (from: string, to: string, how: How) => void,
): void {
  const from =
    type === 'AWS::Lambda::Function'
      ? `function ${properties['FunctionName']}`
      : type === 'AWS::StepFunctions::StateMachine' && `workflow ${properties['StateMachineName']}`;
  if (!from) return;
  const own = lastOf(properties['Role'] ?? properties['RoleArn']);
  const role = resources.find(
    ({ type: one, logicalId, physicalId }) =>
      one === 'AWS::IAM::Role' && (own === physicalId || own.endsWith(logicalId)),
  );
  for (const { PolicyDocument } of ((role?.properties ?? {}) as Properties)['Policies'] ?? []) {
    for (const { Action, Resource: on } of PolicyDocument.Statement) {
      const hows = permissions.filter(([action]) => [Action].flat().some((one: string) => action.test(one)));
      for (const resource of [on].flat().filter((one) => typeof one === 'string')) {
        for (const [, how] of hows) add(from, idOf(resource, 'function'), how);
      }
    }
  }
}

const lastOf = (reference: unknown) => String(reference).split(/[:/]/).at(-1) ?? '';

const arns: [arn: RegExp, kind: string][] = [
  [/:dynamodb:.*:table\/([^/]+)/, 'table'],
  [/:kinesis:.*:stream\/([^/]+)/, 'stream'],
  [/:lambda:.*:function:([^:]+)/, 'function'],
  [/:states:.*:stateMachine:([^:]+)/, 'workflow'],
  [/:sns:.*:([^:]+)$/, 'topic'],
  [/:sqs:.*:([^:]+)$/, 'queue'],
  [/^https?:.*\/([^/]+)$/, 'queue'],
  [/:s3:::([^/]+)/, 'bucket'],
];

/** The node of an ARN or a queue's URL; for a plain name, a node of the expected kind. */
function idOf(reference: unknown, expected: string): string {
  const text = String(reference);
  for (const [arn, kind] of arns) {
    const name = arn.exec(text)?.[1];
    if (name) return `${kind} ${name}`;
  }
  return `${expected} ${lastOf(text)}`;
}
