import { servicesOf } from '@orderflow/stacks/find';
import type { Stack } from '@orderflow/stacks/template';
import { functionsOf, type ServiceFunction } from '@orderflow/stacks/topology';
import { accessOf, type Node, nodeOf, Shown } from './resources.ts';

export interface Edge {
  from: string;
  to: string;
  /** `reads` is drawn as a dotted line. */
  how: 'flows' | 'writes' | 'reads';
  label?: string;
}

export interface Flow {
  nodes: Map<string, Node>;
  edges: Edge[];
}

/** Nodes by id, and edges, without duplicates. */
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

/** The system in the diagrams. */
export class System {
  readonly #stacks: readonly Stack[];
  readonly #shown: Shown;

  constructor(stacks: readonly Stack[]) {
    this.#stacks = stacks;
    this.#shown = new Shown(stacks);
  }

  /** The triggers of a service's functions, and the resources that they read and write. */
  flowOf(service: string): Flow {
    const flow = new Drawing();
    const stack = this.#stack(service);
    const machine = stack.resources.find(({ type }) => type === 'AWS::StepFunctions::StateMachine');
    const workflow = () => flow.node(machine && nodeOf(machine.logicalId));
    for (const one of functionsOf(stack, 'local')) {
      const fn = flow.node({ id: one.key, kind: 'function', label: one.key });
      const sources = this.#sourcesOf(one);
      // A function without an event is a task of the service's workflow.
      if (sources.length === 0) flow.edge(workflow(), fn);
      for (const source of sources) flow.edge(flow.node(source), fn);
      for (const [node, how] of accessOf(one.statements, this.#shown)) {
        // An event source mapping sends its failed records there, not the function.
        if (!node.id.endsWith('Failures')) flow.edge(fn, flow.node(node), how);
      }
    }
    for (const value of Object.values(machine?.properties['DefinitionSubstitutions'] ?? {})) {
      if (String(value).startsWith('http')) flow.edge(workflow(), flow.node(this.#shown.find(value)));
    }
    for (const [bucket, queue] of this.#notifications()) {
      if (queue && flow.nodes.has(queue.id)) flow.edge(flow.node(bucket), queue.id);
    }
    return flow;
  }

  /** The publishers of the topic, the queues with the event types that they receive, and the consumers. */
  eventsFlow(): Flow {
    const flow = new Drawing();
    const topic = flow.node(nodeOf('EventsTopic'));
    const all = servicesOf(this.#stacks).map(({ name }) => ({ service: name, ...this.flowOf(name) }));
    const fn = (service: string, name: string) =>
      flow.node({ id: `${service}_${name}`, kind: 'function', label: `${service}: ${name}` });
    for (const { service, nodes, edges } of all) {
      for (const { from: publisher } of edges.filter(({ to }) => to === topic)) {
        flow.edge(fn(service, publisher), topic);
        const sources = edges.filter(({ to, how }) => to === publisher && how === 'flows');
        for (const { from } of sources) flow.edge(flow.node(nodes.get(from)), fn(service, publisher));
      }
    }
    for (const { properties } of this.#ofBase('AWS::SNS::Subscription')) {
      const { type, imported } = properties['FilterPolicy'] as { type: string[]; imported?: unknown[] };
      const queue = flow.node(this.#shown.find(properties['Endpoint']));
      const lane = imported ? [imported.includes('true') ? '(imported)' : '(not imported)'] : [];
      flow.edge(topic, queue, 'flows', [...type, ...lane].join('<br/>'));
      for (const { service, edges } of all) {
        const consumers = edges.filter(({ from, how }) => from === queue && how === 'flows');
        for (const { to } of consumers) flow.edge(queue, fn(service, to));
      }
    }
    return flow;
  }

  /** The paths that the edge routes to each service's API. */
  edgeFlow(): Flow {
    const flow = new Drawing();
    const distribution = this.#stack('edge').resources.find(
      ({ type }) => type === 'AWS::CloudFront::Distribution',
    );
    if (!distribution) throw new Error('the edge has no distribution');
    const { CacheBehaviors = [], DefaultCacheBehavior } = distribution.properties[
      'DistributionConfig'
    ] as Distribution;
    const behaviours = [...CacheBehaviors, { ...DefaultCacheBehavior, PathPattern: 'everything else' }];
    const edge = flow.node({ id: 'edge', kind: 'edge', label: 'edge' });
    for (const [origin, served] of Map.groupBy(behaviours, ({ TargetOriginId }) => TargetOriginId)) {
      const api = flow.node({ id: `${origin}Api`, kind: 'api', label: origin });
      flow.edge(edge, api, 'flows', served.map(({ PathPattern }) => PathPattern).join('<br/>'));
    }
    return flow;
  }

  #stack(name: string): Stack {
    const found = this.#stacks.find((one) => one.name === name);
    if (!found) throw new Error(`there is no stack ${name}`);
    return found;
  }

  #ofBase = (type: string) => this.#stack('base').resources.filter((one) => one.type === type);

  #sourcesOf({ key, routes, mappings, schedules }: ServiceFunction): (Node | undefined)[] {
    return [
      ...routes.map(({ method, path }) => ({ kind: 'route' as const, label: `${method} ${path}` })),
      ...mappings.map(({ properties }) => this.#shown.find(properties['EventSourceArn'])),
      ...schedules.map(() => ({ kind: 'schedule' as const, label: 'schedule' })),
    ].map((one, at) => one && { id: `${key}${at}`, ...one });
  }

  /** The buckets and the queues that get their notifications. */
  #notifications(): [bucket: Node | undefined, queue: Node | undefined][] {
    return this.#ofBase('AWS::S3::Bucket').flatMap(({ logicalId, properties }) => {
      const { QueueConfigurations = [] } = (properties['NotificationConfiguration'] ?? {}) as Notifications;
      return QueueConfigurations.map(({ Queue }): [Node | undefined, Node | undefined] => {
        return [nodeOf(logicalId), this.#shown.find(Queue)];
      });
    });
  }
}

interface Behaviour {
  PathPattern: string;
  TargetOriginId: string;
}
interface Distribution {
  CacheBehaviors?: Behaviour[];
  DefaultCacheBehavior: Behaviour;
}
interface Notifications {
  QueueConfigurations?: { Queue: string }[];
}
