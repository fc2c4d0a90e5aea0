import {
  ExecutionAlreadyExists,
  InvalidToken,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import { derivedId } from '@orderflow/domain';
import { env } from '@orderflow/lambda';

const sfn = new SFNClient({
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
});

/**
 * Starts the onboarding of a user, once: the execution's name follows from the user, and its input is always the same.
 * Step Functions answers a repeat with the execution that runs, and refuses the name of one that ended for 90 days.
 *
 * @returns the ARN of the user's one execution.
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 */
export async function startExecution(userId: string, client: Pick<SFNClient, 'send'> = sfn): Promise<string> {
  const stateMachineArn = env('STATE_MACHINE_ARN');
  const name = derivedId('onboarding', userId);
  const input = JSON.stringify({ userId });
  try {
    await client.send(new StartExecutionCommand({ stateMachineArn, name, input }));
  } catch (error) {
    if (!(error instanceof ExecutionAlreadyExists)) throw error;
  }
  return `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
}

/** What every state hands on to the next one, and the last thing a wait is told. */
export interface Subject {
  userId: string;
  correlationId: string;
}

/** Tells the state that waits with this token to go on. */
export type Wake = (taskToken: string, subject: Subject) => Promise<void>;

/** Nobody waits with this token any more, which the caller has made harmless. */
const NOT_WAITING = [TaskTimedOut, TaskDoesNotExist, InvalidToken];

/** Goes on with the state that waits with this token; does nothing when it waits no longer. */
export async function wake(
  taskToken: string,
  { userId, correlationId }: Subject,
  client: Pick<SFNClient, 'send'> = sfn,
): Promise<void> {
  const output = JSON.stringify({ userId, correlationId });
  try {
    await client.send(new SendTaskSuccessCommand({ taskToken, output }));
  } catch (error) {
    if (!NOT_WAITING.some((kind) => error instanceof kind)) throw error;
  }
}
