import { LambdaClient } from '@aws-sdk/client-lambda';
import { withoutSdkLog } from '@orderflow/tracing';
import { unlessInspected } from './inspect.ts';
import { credentials, region } from './settings.ts';

/** Added to a function's timeout, because the Lambda endpoint itself answers when that timeout ends. */
const ANSWER_MARGIN_MS = 5_000;
/** CloudFormation's default, in seconds. */
const DEFAULT_TIMEOUT = 3;

/** A client of a service's Lambda endpoint. It never retries: a second attempt is the caller's decision. */
export const lambdaClient = (endpoint: string): LambdaClient =>
  withoutSdkLog(
    new LambdaClient({
      region,
      credentials,
      endpoint,
      maxAttempts: 1,
      // A service may close a kept-alive connection just when it is used again. That would count as a failed invocation.
      requestHandler: { httpAgent: { keepAlive: false, maxSockets: 1000 } },
    }),
  );

/** How long to wait for the answer of a function with these properties. */
export const answerWithinMs = ({ Timeout = DEFAULT_TIMEOUT }: Record<string, unknown> = {}): number =>
  unlessInspected(Number(Timeout) * 1000 + ANSWER_MARGIN_MS);

/** Parses a function's answer. serverless-offline sends nothing for `undefined`, and quotes strings without escapes. */
export function parseAnswer(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text.replace(/^"(.*)"$/s, '$1');
  }
}
