import { attemptOf, type Context } from '@orderflow/domain';
import { correlationIdFrom, errorFields, logger, measure } from '@orderflow/lambda';
import type { Context as LambdaContext } from 'aws-lambda';
import { isFinal } from '../models/errors.ts';
import type { Subject } from './workflow.ts';

/** What every state of the workflow hands to its function. */
export interface TaskInput {
  userId: string;
  /** Absent in executions that an earlier version started. */
  attempt?: number;
  /** Absent until the user was read. */
  correlationId?: string;
}

/**
 * Adapts a function to a state of the workflow: one log line a run, which names the step, and its error fails the state
 * under the error's name. The state hands on who it is about, with what the function adds.
 */
export function task<I extends TaskInput>(run: (input: I, context: Context) => Promise<unknown>) {
  return async (input: I, lambda?: Pick<LambdaContext, 'functionName'>): Promise<Subject> => {
    const correlationId = correlationIdFrom(input.correlationId);
    const step = lambda?.functionName.split('-').at(-1);
    const log = logger({ correlationId, userId: input.userId, step });
    try {
      const result = await run(input, { correlationId, now: new Date() });
      log.info('step done');
      return {
        userId: input.userId,
        attempt: attemptOf(input),
        correlationId,
        ...(result as object | undefined),
      };
    } catch (error) {
      log.error('step failed', errorFields(error));
      // The workflow tries again for hours, which nobody would notice.
      if (!isFinal(error)) measure('Count', { OnboardingStepErrors: 1 });
      throw error;
    }
  };
}
