import { region } from '../settings.ts';
import { StateError } from './errors.ts';
import type { Details } from './history.ts';

/** The call of a Task state, and the form of its events. */
export interface TaskCall {
  /** A function's name, or a queue's URL. */
  target: { function: string } | { queue: string };
  /** The function's event, or the message's body. */
  payload: unknown;
  /** True if the task ends when its token is returned, not when the call is answered. */
  waitsForToken: boolean;
  /** Prefix of its events' names. */
  events: 'LambdaFunction' | 'Task';
  /** Details of its Scheduled event. */
  scheduled: Details;
  /** Details that all its other events share. */
  common: Details;
  /** The state's result, from the answer. */
  result(answer: unknown): unknown;
}

/**
 * Reads a Task state's resource: a function's ARN, or an optimized integration.
 *
 * @param input the state's effective input, after Parameters
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-sqs.html
 */
export function readTask(resource: string, input: unknown): TaskCall {
  const [, service, action = ''] = /^arn:aws:states:::(lambda|sqs):(.+)$/.exec(resource) ?? [];
  if (!service) {
    return {
      target: { function: functionName(resource) },
      payload: input,
      waitsForToken: false,
      events: 'LambdaFunction',
      scheduled: { resource, input: JSON.stringify(input), inputDetails: { truncated: false } },
      common: {},
      result: (payload) => payload,
    };
  }
  const common = { resourceType: service, resource: action };
  return {
    ...(service === 'lambda' ? invocation(input as Parameters) : message(input as Parameters)),
    waitsForToken: action.endsWith('.waitForTaskToken'),
    events: 'Task',
    scheduled: { ...common, region, parameters: JSON.stringify(input) },
    common,
  };
}

type Parameters = Record<string, unknown>;
type Target = Pick<TaskCall, 'target' | 'payload' | 'result'>;

const invocation = ({ FunctionName, Payload = {} }: Parameters): Target => ({
  target: { function: functionName(text('lambda:invoke', { FunctionName })) },
  payload: Payload,
  result: (payload) => ({ ExecutedVersion: '$LATEST', Payload: payload, StatusCode: 200 }),
});

const message = ({ QueueUrl, MessageBody }: Parameters): Target => ({
  target: { queue: text('sqs:sendMessage', { QueueUrl }) },
  payload: MessageBody,
  result: (answer) => answer,
});

function text(action: string, parameter: Parameters): string {
  const [[name = '', value] = []] = Object.entries(parameter);
  if (typeof value === 'string') return value;
  throw new StateError('States.Runtime', `The Parameters of ${action} need a ${name}`);
}

/** From an ARN, with or without a version, or a name. */
function functionName(text: string): string {
  return /:function:([^:]+)/.exec(text)?.[1] ?? text;
}
