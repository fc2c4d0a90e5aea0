import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { lambdaClient, parseAnswer } from '../lambda.ts';
import { until } from './clock.ts';
import { StateError } from './errors.ts';

/** Invokes a function synchronously. Rejects with the StateError that Step Functions would see. */
export type InvokeFunction = (
  functionName: string,
  payload: unknown,
  signal: AbortSignal,
) => Promise<unknown>;

/** True if nothing listens, or the function is not known yet: its service is restarting. Lambda has no error for that. */
const isRestarting = ({ name, message }: Error) =>
  message.includes('ECONNREFUSED') || name === 'ResourceNotFoundException';
const ASK_AGAIN_MS = 200;
/** How long to wait for a service. It is back long before that. */
const THERE_WITHIN_MS = 30_000;

/**
 * Makes an invoker that uses the services' Lambda endpoints.
 *
 * @param endpointOf the endpoint's URL by function name; undefined for a function that no service has
 */
export function createInvokeFunction(
  endpointOf: (functionName: string) => string | undefined,
): InvokeFunction {
  const clients = new Map<string, LambdaClient>();
  const clientOf = (functionName: string): LambdaClient => {
    const endpoint = endpointOf(functionName);
    if (!endpoint) {
      throw new StateError('Lambda.ResourceNotFoundException', `Function not found: ${functionName}`);
    }
    const client = clients.get(endpoint) ?? lambdaClient(endpoint);
    clients.set(endpoint, client);
    return client;
  };

  return async (functionName, payload, signal) => {
    const command = new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(payload) });
    const giveUp = Date.now() + THERE_WITHIN_MS;
    for (;;) {
      try {
        const answer = await clientOf(functionName).send(command, { abortSignal: signal });
        const text = answer.Payload?.transformToString() ?? '';
        if (answer.FunctionError) throw functionError(text);
        return parseAnswer(text);
      } catch (error) {
        if (error instanceof StateError) throw error;
        if (signal.aborted) throw signal.reason;
        const { message } = error as Error;
        if (!isRestarting(error as Error)) throw new StateError('Runtime.ExitError', message);
        if (Date.now() > giveUp) throw new StateError('Lambda.ServiceException', message);
        await until(Date.now() + ASK_AGAIN_MS, signal);
      }
    }
  };
}

/** The cause is the function's whole answer, as text. */
function functionError(text: string): StateError {
  const { errorType } = (parseAnswer(text) ?? {}) as { errorType?: string };
  return new StateError(errorType ?? 'Lambda.Unknown', text);
}
