import { region } from '../settings.ts';
import { StateError } from './errors.ts';
import type { Details } from './history.ts';

/** What a Task state calls, and how its events look. */
export interface TaskCall {
  functionName: string;
  /** The function's event. */
  payload: unknown;
  /** The task is over when somebody hands in its token, not when the function has answered. */
  waitsForToken: boolean;
  /** Start of the names of its events. */
  events: 'LambdaFunction' | 'Task';
  /** Details of its Scheduled event. */
  scheduled: Details;
  /** Details that all its other events share. */
  common: Details;
  /** The state's result, from the function's. */
  result(payload: unknown): unknown;
}

/**
 * Reads a Task state's resource: a function's ARN, or the optimized integration with Lambda.
 *
 * @param input the state's effective input, after Parameters
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html
 */
export function readTask(resource: string, input: unknown): TaskCall {
  const [, optimized] = /^arn:aws:states:::lambda:(invoke(?:\.waitForTaskToken)?)$/.exec(resource) ?? [];
  if (!optimized) {
    return {
      functionName: functionName(resource),
      payload: input,
      waitsForToken: false,
      events: 'LambdaFunction',
      scheduled: { resource, input: JSON.stringify(input), inputDetails: { truncated: false } },
      common: {},
      result: (payload) => payload,
    };
  }
  const { FunctionName, Payload = {} } = input as { FunctionName?: unknown; Payload?: unknown };
  if (typeof FunctionName !== 'string') {
    throw new StateError('States.Runtime', 'The Parameters of lambda:invoke need a FunctionName');
  }
  const common = { resourceType: 'lambda', resource: optimized };
  return {
    functionName: functionName(FunctionName),
    payload: Payload,
    waitsForToken: optimized !== 'invoke',
    events: 'Task',
    scheduled: { ...common, region, parameters: JSON.stringify(input) },
    common,
    result: (payload) => ({ ExecutedVersion: '$LATEST', Payload: payload, StatusCode: 200 }),
  };
}

/** From an ARN, with or without a version, or a name. */
function functionName(text: string): string {
  return /:function:([^:]+)/.exec(text)?.[1] ?? text;
}
