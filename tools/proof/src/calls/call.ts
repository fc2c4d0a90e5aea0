/** One action of a request, named as in the Service Authorization Reference. */
export interface Call {
  /** `dynamodb:PutItem`, … */
  action: string;
  /** ARN, or {@link BY_TOKEN}. */
  resource: string;
}

/** The resource of a call that only has a secret token: the resource that the token belongs to. */
export const BY_TOKEN = 'by token';

const REGION = 'us-east-1';
export const ACCOUNT = '000000000000';

export const arn = (service: string, resource: string) =>
  `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;
