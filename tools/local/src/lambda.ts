import { LambdaClient } from '@aws-sdk/client-lambda';
import { withoutSdkLog } from '@orderflow/tracing';
import { unlessInspected } from './inspect.ts';
import { credentials, region } from './settings.ts';

/** Over a function's own timeout, for which the Lambda endpoint answers itself. */
const ANSWER_MARGIN_MS = 5_000;
/** CloudFormation's default, in seconds. */
const DEFAULT_TIMEOUT = 3;

/** A client of a service's Lambda endpoint. It repeats nothing: a second attempt is its caller's decision. */
export const lambdaClient = (endpoint: string): LambdaClient =>
  withoutSdkLog(
    new LambdaClient({
      region,
      credentials,
      endpoint,
      maxAttempts: 1,
      // A kept connection that the service closes at that moment would count as a failed invocation.
      requestHandler: { httpAgent: { keepAlive: false, maxSockets: 1000 } },
    }),
  );

/** How long to wait for the answer of a function with these properties. */
export const answerWithinMs = ({ Timeout = DEFAULT_TIMEOUT }: Record<string, unknown> = {}): number =>
  unlessInspected(Number(Timeout) * 1000 + ANSWER_MARGIN_MS);

/** What a function answered. serverless-offline says nothing for `undefined`, and puts strings in quotes unescaped. */
export function parseAnswer(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text.replace(/^"(.*)"$/s, '$1');
  }
}
