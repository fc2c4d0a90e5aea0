import type { Context } from '@orderflow/domain';
import { correlationIdFrom, errorFields, logger } from '@orderflow/lambda';

/** What every state of the workflow hands to its function. */
export interface TaskInput {
  userId: string;
  /** Absent until the user was read. */
  correlationId?: string;
}

/** Adapts a function to a state of the workflow: one log line a run; its error fails the state under the error's name. */
export function task<I extends TaskInput, O>(run: (input: I, context: Context) => Promise<O>) {
  return async (input: I): Promise<O> => {
    const correlationId = correlationIdFrom(input.correlationId);
    const log = logger({ correlationId, userId: input.userId });
    try {
      const result = await run(input, { correlationId, now: new Date() });
      log.info('step done');
      return result;
    } catch (error) {
      log.error('step failed', errorFields(error));
      throw error;
    }
  };
}
