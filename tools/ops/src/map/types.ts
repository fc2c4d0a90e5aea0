export type NodeKind =
  | 'edge'
  | 'api'
  | 'schedule'
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
  /** When a schedule fires. */
  when?: string;
  /** True if the template has it switched off, so that nothing starts it. */
  off?: true;
}

export interface MapEdge {
  from: string;
  to: string;
  /**
   * `flows`: a request, a message, a record or a start. `fails`: what was tried often enough goes there. `reads` and
   * `writes`: what a role allows to be done with data; `from` is the function.
   */
  how: 'flows' | 'fails' | 'reads' | 'writes';
  /** Which of it: routes, types of events, a prefix. */
  what?: string[];
}

export interface Topology {
  nodes: MapNode[];
  edges: MapEdge[];
}
