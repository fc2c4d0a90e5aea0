/** A resource of a compiled CloudFormation template with every intrinsic function resolved for this copy. */
export interface Resource {
  logicalId: string;
  /** CloudFormation type, e.g. `AWS::SQS::Queue`. */
  type: string;
  properties: Record<string, unknown>;
}

/** One compiled stack: `infrastructure`, `edge` or a service. Resources whose Condition is false are absent. */
export interface Stack {
  /** Folder name: `infrastructure`, `edge`, `users`, `orders`, … */
  name: string;
  /** Absolute path of the folder that holds serverless.yml. */
  dir: string;
  resources: Resource[];
}

/** The stacks that are services, in their order, which decides their ports. */
export const serviceStacks = (stacks: readonly Stack[]): Stack[] =>
  stacks.filter(({ name }) => name !== 'infrastructure' && name !== 'edge');
