import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { parseAnswer } from '../lambda.ts';

/**
 * How an invocation ended.
 * `failed`: the function ran (or may have run) and threw, timed out or crashed.
 * `uninvoked`: it did not run, because its service is restarting or busy. This corresponds to Lambda's throttling.
 */
export type Invocation =
  | { status: 'succeeded'; payload: unknown }
  | { status: 'failed'; reason: string; requestId: string; payload?: unknown }
  | { status: 'uninvoked'; reason: string };

/** Invokes one function synchronously with a batch, and with further fields of the event. Never rejects. */
export type Invoke = (records: readonly object[], more?: object) => Promise<Invocation>;

/** Invokes one function synchronously with any event. Never rejects. */
export type InvokeEvent = (event: unknown) => Promise<Invocation>;

/** Lambda's limit on the payload of a synchronous invocation, in bytes. */
export const maximumPayloadBytes = 6 * 1024 * 1024;

/** Answers that prove that no function ran: the endpoint does not know it (yet) or has no room. */
const UNINVOKED = ['ResourceNotFoundException', 'TooManyRequestsException'];

/** {@link createEventInvoker} for the batches of an event source mapping. */
export function createInvoker(client: LambdaClient, functionName: string, timeoutMs: number): Invoke {
  const invoke = createEventInvoker(client, functionName, timeoutMs);
  return (records, more = {}) => invoke({ Records: records, ...more });
}

/**
 * Makes an invoker for a Lambda endpoint. The client must not retry: another attempt is the caller's decision.
 *
 * @param timeoutMs when to give up on an answer; longer than the function's own timeout
 */
export function createEventInvoker(
  client: LambdaClient,
  functionName: string,
  timeoutMs: number,
): InvokeEvent {
  return async (event) => {
    const Payload = JSON.stringify(event);
    const command = new InvokeCommand({ FunctionName: functionName, Payload });
    try {
      const answer = await client.send(command, { abortSignal: AbortSignal.timeout(timeoutMs) });
      const payload = parseAnswer(answer.Payload?.transformToString() ?? '');
      if (answer.FunctionError === undefined) return { status: 'succeeded', payload };
      const { errorType = 'Error', errorMessage = '' } = (payload ?? {}) as Record<string, string>;
      const requestId = answer.$metadata.requestId ?? crypto.randomUUID();
      return { status: 'failed', reason: `${errorType}: ${errorMessage}`, requestId, payload };
    } catch (error) {
      return describeFailure(error as Error, timeoutMs);
    }
  };
}

function describeFailure(error: Error, timeoutMs: number): Invocation {
  const nothingListens = error.message.includes('ECONNREFUSED');
  if (nothingListens || UNINVOKED.includes(error.name)) return { status: 'uninvoked', reason: error.message };
  const reason = error.name === 'AbortError' ? `no answer within ${timeoutMs / 1000} s` : error.message;
  return { status: 'failed', reason, requestId: crypto.randomUUID() };
}
