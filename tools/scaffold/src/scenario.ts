import type { Insertion } from './plan.ts';

const EMPTY = `import type { Scenario } from '../sweep/scenario.ts';

export const scenarios: Scenario[] = [
];
`;

/** A scenario for the crash sweep, which every function needs: tools/faults/README.md. */
export const scenario = (service: string, text: string): Insertion => ({
  path: `tools/faults/src/scenarios/${service}.ts`,
  text,
  before: '\\];',
  startsAs: EMPTY,
});
