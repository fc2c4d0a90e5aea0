import type { NodeKind } from '../map/types.ts';
import { html } from './html.ts';

/** One path per kind, in a square of 16. */
const paths: Record<NodeKind, string> = {
  edge: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M1.5 8h13M8 1.5c-4 4-4 9 0 13M8 1.5c4 4 4 9 0 13',
  api: 'M6 2.5c-2.5 0-1.5 5.5-4 5.5c2.5 0 1.5 5.5 4 5.5M10 2.5c2.5 0 1.5 5.5 4 5.5c-2.5 0-1.5 5.5-4 5.5',
  schedule: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M8 4.5V8l2.5 2',
  function: 'M3.5 2.5h2l5.5 11h2M7.4 6.5l-4 7',
  table: 'M2.5 4c0-3 11-3 11 0v8c0 3-11 3-11 0zM2.5 4c0 3 11 3 11 0M2.5 8c0 3 11 3 11 0',
  topic:
    'M8 6.5a1.5 1.5 0 1 0 0 3a1.5 1.5 0 1 0 0-3M4.5 4.5a5 5 0 0 0 0 7M11.5 4.5a5 5 0 0 1 0 7M2.3 2.3a8 8 0 0 0 0 11.4M13.7 2.3a8 8 0 0 1 0 11.4',
  queue: 'M1.5 4h13v8h-13zM5 4v8M8.3 4v8M11.6 4v8',
  dlq: 'M1.5 4h13v8h-13zM6 6l4 4M10 6l-4 4',
  bucket: 'M2 4c0-2.5 12-2.5 12 0c0 2.5-12 2.5-12 0l1.5 9c.5 2 8.5 2 9 0L14 4',
  stream: 'M1.5 5c3-3 4 2 6.5 0s3.5-2 6.5 0M1.5 9c3-3 4 2 6.5 0s3.5-2 6.5 0M1.5 13c3-3 4 2 6.5 0s3.5-2 6.5 0',
  workflow: 'M2 2.5h5v4H2zM9 9.5h5v4H9zM4.5 6.5v5H9',
};

export const Icon = ({ kind }: { kind: NodeKind }) => html`
  <svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d=${paths[kind]} /></svg>
`;

export const KINDS: Record<NodeKind, string> = {
  edge: 'CloudFront',
  api: 'HTTP API',
  schedule: 'schedule',
  function: 'function',
  table: 'table',
  topic: 'topic',
  queue: 'queue',
  dlq: 'dead-letter queue',
  bucket: 'bucket',
  stream: 'Kinesis stream',
  workflow: 'workflow',
};
