import type { SignedRequest } from '../recorder.ts';
import type { Call } from './call.ts';
import { dynamodbCalls } from './dynamodb.ts';
import { sesCalls, snsCalls, sqsCalls } from './messaging.ts';
import { s3Calls } from './s3.ts';
import { secretCalls } from './secrets.ts';
import { kinesisCalls, statesCalls } from './streams.ts';

export type { Call } from './call.ts';

type Reader = (request: SignedRequest, operation: string) => Call[];

const READERS: Record<string, Reader> = {
  dynamodb: ({ body }, operation) => dynamodbCalls(operation, JSON.parse(body)),
  kinesis: ({ body }, operation) => kinesisCalls(operation, JSON.parse(body)),
  s3: ({ method, url }) => s3Calls(method, url),
  secretsmanager: ({ body }, operation) => secretCalls(operation, JSON.parse(body)),
  ses: ({ method, url, body }) => sesCalls(method, url, JSON.parse(body)),
  sns: ({ body }, operation) => snsCalls(operation, Object.fromEntries(new URLSearchParams(body))),
  sqs: ({ body }, operation) => sqsCalls(operation, JSON.parse(body)),
  states: ({ body }, operation) => statesCalls(operation, JSON.parse(body)),
};

/**
 * The permissions that a request needs.
 *
 * @throws Error for a service that no function called when this was written.
 */
export function callsOf(request: SignedRequest): Call[] {
  const reader = READERS[request.service];
  if (!reader) throw new Error(`a function called ${request.service}: say in proof/calls what that needs`);
  return reader(request, operation(request));
}

/** The JSON protocols have the operation in a header, the query protocol has it in the body. */
function operation({ headers, body }: SignedRequest): string {
  const [target] = [headers['x-amz-target']].flat();
  return target?.split('.').at(-1) ?? new URLSearchParams(body).get('Action') ?? '';
}
