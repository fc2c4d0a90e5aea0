import { expect, test } from '@jest/globals';
import { COMPILE_TIMEOUT_MS } from '@orderflow/stacks/compile';
import { diagrams, drawn, named, PAGE } from './diagrams.ts';
import { flowchart, stateDiagram } from './mermaid.ts';
import { read } from './repository.ts';

test(
  'the architecture page shows the system as its templates describe it: pnpm generate',
  async () => {
    const page = read(PAGE);
    const all = await diagrams();
    expect(named(page).sort()).toEqual(Object.keys(all).sort());
    expect(page).toBe(drawn(page, all));
  },
  COMPILE_TIMEOUT_MS,
);

test('a flow is drawn with the shape of each kind, reads dotted', () => {
  const nodes = new Map([
    ['f', { id: 'f', kind: 'function' as const, label: 'place' }],
    ['t', { id: 't', kind: 'table' as const, label: 'orders' }],
  ]);
  const edges = [{ from: 'f', to: 't', how: 'reads' as const }];
  expect(flowchart({ nodes, edges })).toBe('flowchart LR\n  f["place"]\n  t[("orders")]\n  f -.-> t');
});

test('a workflow is drawn with its errors', () => {
  const States = {
    A: { Next: 'B', Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'C' }] },
    B: {},
    C: {},
  };
  expect(stateDiagram({ StartAt: 'A', States }).split('\n').slice(1)).toEqual([
    '  [*] --> A',
    '  A --> B',
    '  A --> C: Timeout',
    '  B --> [*]',
    '  C --> [*]',
  ]);
});
