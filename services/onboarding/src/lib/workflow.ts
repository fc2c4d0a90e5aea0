import {
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
  ValidationException,
} from '@aws-sdk/client-sfn';
import { attemptOf, derivedId, signUpId } from '@orderflow/domain';
import { env } from '@orderflow/lambda';
import { type TraceContext, traced, traceOf } from '@orderflow/tracing';
import type { Attempt } from '../models/onboarding.ts';

const sfn = traced(
  new SFNClient({
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
  }),
);

/**
 * Starts the onboarding of a sign-up, once: the execution's name is derived from it. Step Functions answers a repeat
 * with the running execution. For 90 days it refuses the name of an execution that has ended, and it refuses a running
 * one's name with another input. The trace in the input is that of the user's last event.
 *
 * @returns the ARN of the sign-up's one execution.
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 */
export async function startExecution(
  { event, ...who }: Attempt & { event?: TraceContext },
  client: Pick<SFNClient, 'send'> = sfn,
): Promise<string> {
  const stateMachineArn = env('STATE_MACHINE_ARN');
  const name = nameOf(who);
  const input = JSON.stringify({ userId: who.userId, attempt: attemptOf(who), ...traceOf(event ?? {}) });
  try {
    await client.send(new StartExecutionCommand({ stateMachineArn, name, input }));
  } catch (error) {
    if (!(error instanceof ExecutionAlreadyExists)) throw error;
  }
  return arnOf(name);
}

const nameOf = (who: Attempt): string => derivedId('onboarding', signUpId(who.userId, attemptOf(who)));
const arnOf = (name: string): string =>
  `${env('STATE_MACHINE_ARN').replace(':stateMachine:', ':execution:')}:${name}`;

/** Stops the execution of a sign-up that was ended by something else than its steps. */
export type Stop = (who: Attempt) => Promise<void>;

/**
 * Does nothing when the execution has ended, or never began. The answer for an execution that has ended is not
 * documented: some implementations answer that the request does not fit its state.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StopExecution.html
 */
export async function stopExecution(who: Attempt, client: Pick<SFNClient, 'send'> = sfn): Promise<void> {
  try {
    await client.send(new StopExecutionCommand({ executionArn: arnOf(nameOf(who)) }));
  } catch (error) {
    if (error instanceof ExecutionDoesNotExist || error instanceof ValidationException) return;
    throw error;
  }
}

/** The data that every state passes to the next one, and that ends a wait. */
export interface Subject extends TraceContext {
  userId: string;
  attempt?: number;
  correlationId: string;
}

/** Tells the state that waits with this token to go on. */
export type Wake = (taskToken: string, subject: Subject) => Promise<void>;

/** No state waits with this token any more. The callers make sure that this is harmless. */
const NOT_WAITING = [TaskTimedOut, TaskDoesNotExist, InvalidToken];

/** Fails the state that waits with this token, under the error's name. */
export type Fail = (taskToken: string, error: Error) => Promise<void>;

/** Continues the state that waits with this token. Does nothing when it waits no longer. */
export async function wake(
  taskToken: string,
  { userId, attempt, correlationId, ...trace }: Subject,
  client: Pick<SFNClient, 'send'> = sfn,
): Promise<void> {
  const output = JSON.stringify({ userId, attempt: attempt ?? 1, correlationId, ...traceOf(trace) });
  await unlessOver(client.send(new SendTaskSuccessCommand({ taskToken, output })));
}

/** {@link Fail}; does nothing when the state waits no longer. */
export async function fail(
  taskToken: string,
  { name, message }: Error,
  client: Pick<SFNClient, 'send'> = sfn,
): Promise<void> {
  await unlessOver(client.send(new SendTaskFailureCommand({ taskToken, error: name, cause: message })));
}

async function unlessOver(callback: Promise<unknown>): Promise<void> {
  try {
    await callback;
  } catch (error) {
    if (!NOT_WAITING.some((kind) => error instanceof kind)) throw error;
  }
}
