import type { Edge, Flow } from './flows.ts';
import type { Kind, Node } from './resources.ts';

const SHAPES: Record<Kind, [open: string, close: string]> = {
  edge: ['{{', '}}'],
  api: ['[', ']'],
  route: ['([', '])'],
  schedule: ['(((', ')))'],
  function: ['[', ']'],
  table: ['[(', ')]'],
  bucket: ['[(', ')]'],
  queue: ['[/', '/]'],
  stream: ['[/', '/]'],
  topic: ['{{', '}}'],
  workflow: ['[[', ']]'],
};

/** A flow as a mermaid flowchart. */
export function flowchart({ nodes, edges }: Flow): string {
  return ['flowchart LR', ...[...nodes.values()].map(node), ...edges.map(edge)].join('\n');
}

const NAMED: Partial<Record<Kind, string>> = {
  api: 'API of ',
  queue: 'queue ',
  topic: 'topic ',
  bucket: 'bucket ',
  stream: 'stream ',
};

function node({ id, kind, label }: Node): string {
  const [open, close] = SHAPES[kind];
  return `  ${id}${open}"${NAMED[kind] ?? ''}${label}"${close}`;
}

function edge({ from, to, how, label }: Edge): string {
  const arrow = how === 'reads' ? '-.->' : '-->';
  return `  ${from} ${arrow}${label ? `|"${label}"|` : ''} ${to}`;
}

/** A Step Functions definition as a mermaid state diagram. */
export function stateDiagram(definition: {
  StartAt: string;
  States: Record<
    string,
    {
      Next?: string;
      Default?: string;
      Choices?: { Next: string }[];
      Catch?: { Next: string; ErrorEquals: string[] }[];
    }
  >;
}): string {
  const lines = [`  [*] --> ${definition.StartAt}`];
  for (const [name, state] of Object.entries(definition.States)) {
    const next = [state.Next, state.Default, ...(state.Choices ?? []).map(({ Next }) => Next)].filter(
      Boolean,
    );
    lines.push(...next.map((to) => `  ${name} --> ${to}`));
    for (const { Next, ErrorEquals } of state.Catch ?? [])
      lines.push(
        `  ${name} --> ${Next}: ${ErrorEquals.map((error) => error.replace(/^States\.ALL$/, 'any error').replace('States.', '')).join(', ')}`,
      );
    if (next.length === 0) lines.push(`  ${name} --> [*]`);
  }
  return ['stateDiagram-v2', ...lines].join('\n');
}
