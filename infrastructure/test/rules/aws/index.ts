import { API_GATEWAY } from './apiGateway.ts';
import { CLOUDFORMATION } from './cloudFormation.ts';
import { CLOUDWATCH } from './cloudWatch.ts';
import { CROSS_STACK } from './crossStack.ts';
import { DATA } from './data.ts';
import { DISTRIBUTIONS } from './distributions.ts';
import { EDGE_PARTS } from './edgeParts.ts';
import { IAM } from './iam.ts';
import { LAMBDA } from './lambda.ts';
import { MAPPINGS } from './mappings.ts';
import { MESSAGING } from './messaging.ts';
import { NAMES } from './names.ts';
import { OTHERS } from './others.ts';
import type { AwsRule } from './rule.ts';
import { WORKFLOWS } from './workflows.ts';

/** Every rule of AWS that the templates are checked against. */
export const AWS_RULES: AwsRule[] = [
  ...CLOUDFORMATION,
  ...CROSS_STACK,
  ...NAMES,
  ...IAM,
  ...LAMBDA,
  ...MAPPINGS,
  ...MESSAGING,
  ...DATA,
  ...API_GATEWAY,
  ...DISTRIBUTIONS,
  ...EDGE_PARTS,
  ...CLOUDWATCH,
  ...WORKFLOWS,
  ...OTHERS,
];
