/** One thing that a request does, in the words of the Service Authorization Reference. */
export interface Call {
  /** `dynamodb:PutItem`, … */
  action: string;
  /** ARN, or `*` where the action knows no resource. */
  resource: string;
}

const REGION = 'us-east-1';
export const ACCOUNT = '000000000000';

export const arn = (service: string, resource: string) =>
  `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;
