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
  /** Kind of resource and name: a table and a queue may have the same name. */
  id: string;
  kind: NodeKind;
  name: string;
  /** Stack that owns it. */
  service: string;
  /** When a schedule fires. */
  when?: string;
  /** True if the template has it switched off. */
  off?: true;
}

export interface MapEdge {
  from: string;
  to: string;
  /**
   * `flows`: a request, a message, a record or a start. `fails`: a message goes there after too many attempts.
   * `reads` and `writes`: a role allows it; `from` is the function.
   */
  how: 'flows' | 'fails' | 'reads' | 'writes';
  /** Details: routes, event types, a prefix. */
  what?: string[];
}

export interface Topology {
  nodes: MapNode[];
  edges: MapEdge[];
}
