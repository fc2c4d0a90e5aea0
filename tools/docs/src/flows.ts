import { files } from './repository.ts';
import { accessOf, type Node, parameters, readYaml, resourceOf, type Yaml } from './resources.ts';

export interface Edge {
  from: string;
  to: string;
  /** `reads` is drawn dotted. */
  how: 'flows' | 'writes' | 'reads';
  label?: string;
}

export interface Flow {
  nodes: Map<string, Node>;
  edges: Edge[];
}

/** Nodes by id and edges, each once. */
class Drawing implements Flow {
  readonly nodes = new Map<string, Node>();
  readonly edges: Edge[] = [];

  node(node: Node | undefined): string | undefined {
    if (node) this.nodes.set(node.id, node);
    return node?.id;
  }

  edge(from: string | undefined, to: string | undefined, how: Edge['how'] = 'flows', label?: string): void {
    if (from && to) this.edges.push({ from, to, how, ...(label ? { label } : {}) });
  }
}

/** What a service's functions are called by, and what they read and write, as its serverless.yml says. */
export function flowOf(service: string): Flow {
  const flow = new Drawing();
  const { functions } = readYaml(`services/${service}/serverless.yml`);
  for (const [name, { events = [], iamRoleStatements = [] }] of Object.entries<Yaml>(functions)) {
    const fn = flow.node({ id: name, kind: 'function', label: name });
    // A function without an event is a task of the service's workflow.
    if (events.length === 0) flow.edge(flow.node(resourceOf(`${service}StateMachine`)), fn);
    for (const [at, event] of events.entries()) flow.edge(flow.node(sourceOf(`${name}${at}`, event)), fn);
    for (const [id, how] of accessOf(iamRoleStatements)) {
      // What a mapping gave up on goes there by itself.
      if (!id.endsWith('Failures')) flow.edge(fn, flow.node(resourceOf(id)), how);
    }
  }
  for (const queue of queuesOfWorkflow(service)) {
    flow.edge(flow.node(resourceOf(`${service}StateMachine`)), flow.node(resourceOf(queue)));
  }
  for (const [bucket, queue] of notifications()) {
    if (flow.nodes.has(queue)) flow.edge(flow.node(resourceOf(bucket)), queue);
  }
  return flow;
}

function sourceOf(id: string, { httpApi, sqs, stream, schedule }: Yaml): Node | undefined {
  if (httpApi) return { id, kind: 'route', label: `${httpApi.method} ${httpApi.path}` };
  if (schedule) return { id, kind: 'schedule', label: 'schedule' };
  return resourceOf(parameters(sqs?.arn ?? stream?.arn)[0] ?? '');
}

/** The resources of the base stack by logical id. */
function baseResources(): [id: string, resource: Yaml][] {
  const templates = files('.yml').filter((path) => /^infrastructure\/(\w+|queues\/[\w-]+)\.yml$/.test(path));
  return templates.flatMap((path) => Object.entries<Yaml>(readYaml(path)?.Resources ?? {}));
}

/** The queues that a service's workflow sends to. */
const queuesOfWorkflow = (service: string): string[] =>
  files('workflow.yml')
    .filter((path) => path === `services/${service}/workflow.yml`)
    .flatMap((path) => parameters(readYaml(path).Resources).filter((name) => name.endsWith('QueueUrl')));

/** `!GetAtt InventoryQueue.Arn` as the id of its node. */
const pointed = (text: string) => text.charAt(0).toLowerCase() + text.slice(1).replace(/\.Arn$/, '');

/** Which bucket tells which queue of its new objects. */
const notifications = (): [bucket: string, queue: string][] =>
  baseResources().flatMap(([id, { Properties }]) =>
    (Properties?.NotificationConfiguration?.QueueConfigurations ?? []).map(({ Queue }: Yaml) => [
      pointed(id),
      pointed(Queue),
    ]),
  );

/** Who publishes to the topic, which queue takes which events of it, and who consumes them. */
export function eventsFlow(services: string[]): Flow {
  const flow = new Drawing();
  const topic = flow.node(resourceOf('eventsTopicArn'));
  const all = services.map((service) => ({ service, ...flowOf(service) }));
  const fn = (service: string, name: string) =>
    flow.node({ id: `${service}_${name}`, kind: 'function', label: `${service}: ${name}` });
  for (const { service, nodes, edges } of all) {
    for (const { from: publisher } of edges.filter(({ to }) => to === topic)) {
      flow.edge(fn(service, publisher), topic);
      const sources = edges.filter(({ to, how }) => to === publisher && how === 'flows');
      for (const { from } of sources) flow.edge(flow.node(nodes.get(from)), fn(service, publisher));
    }
  }
  for (const [, { Type, Properties }] of baseResources()) {
    if (Type !== 'AWS::SNS::Subscription') continue;
    const queue = flow.node(resourceOf(pointed(Properties.Endpoint)));
    flow.edge(topic, queue, 'flows', Properties.FilterPolicy.type.join('<br/>'));
    for (const { service, edges } of all) {
      const consumers = edges.filter(({ from, how }) => from === queue && how === 'flows');
      for (const { to } of consumers) flow.edge(queue, fn(service, to));
    }
  }
  return flow;
}

/** Which paths the edge sends to which service's API. */
export function edgeFlow(): Flow {
  const flow = new Drawing();
  const { Resources } = readYaml('infrastructure/edge/distribution.yml');
  const { CacheBehaviors, DefaultCacheBehavior } = Resources.Distribution.Properties.DistributionConfig;
  const behaviours: Yaml[] = [...CacheBehaviors, { ...DefaultCacheBehavior, PathPattern: 'everything else' }];
  const edge = flow.node({ id: 'edge', kind: 'edge', label: 'edge' });
  for (const [origin, served] of Map.groupBy(behaviours, ({ TargetOriginId }) => String(TargetOriginId))) {
    const api = flow.node({ id: `${origin}Api`, kind: 'api', label: origin });
    flow.edge(edge, api, 'flows', served.map(({ PathPattern }) => PathPattern).join('<br/>'));
  }
  return flow;
}
