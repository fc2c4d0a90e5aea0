/** One thing that a request does, in the words of the Service Authorization Reference. */
export interface Call {
  /** `dynamodb:PutItem`, … */
  action: string;
  /** ARN, or {@link BY_TOKEN}. */
  resource: string;
}

/** The resource of a call that names it by a secret token only: it is whatever the token belongs to. */
export const BY_TOKEN = 'by token';

const REGION = 'us-east-1';
export const ACCOUNT = '000000000000';

export const arn = (service: string, resource: string) =>
  `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;
