import type { Insertion } from './plan.ts';

const EMPTY = `import type { Scenario } from '../sweep/scenario.ts';

export const scenarios: Scenario[] = [
];
`;

/** An entry of the crash sweep, which every function has: tools/faults/README.md. */
export const scenario = (service: string, text: string): Insertion => ({
  path: `tools/faults/src/scenarios/${service}.ts`,
  text,
  before: '\\];',
  startsAs: EMPTY,
});
