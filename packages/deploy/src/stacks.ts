import { basename } from 'node:path';
import { infrastructure, services } from '@orderflow/infrastructure/stacks';

/** A folder that `serverless deploy` makes one CloudFormation stack of. */
export interface Stack {
  /** `base`, or the folder's name below services/. */
  name: string;
  dir: string;
}

const base: Stack = { name: 'base', dir: infrastructure };

/** Every stack; the base stack first. */
export const stacks: Stack[] = [base, ...services.map((dir) => ({ name: basename(dir), dir }))];

/** CloudFormation's name of a stack. */
export const stackName = ({ name }: Stack, stage: string) => `orderflow-${name}-${stage}`;
