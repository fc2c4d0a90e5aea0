import { basename } from 'node:path';
import { edge, infrastructure, services } from '@orderflow/infrastructure/stacks';

/** A folder that `serverless deploy` makes one CloudFormation stack of. */
export interface Stack {
  /** `base`, `edge`, or the folder's name below services/. */
  name: string;
  dir: string;
}

const base: Stack = { name: 'base', dir: infrastructure };

/** Every stack; the base stack first, the edge last. */
export const stacks: Stack[] = [
  base,
  ...services.map((dir) => ({ name: basename(dir), dir })),
  { name: 'edge', dir: edge },
];

/** CloudFormation's name of a stack. */
export const stackName = ({ name }: Stack, stage: string) => `orderflow-${name}-${stage}`;
