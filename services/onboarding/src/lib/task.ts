import { attemptOf, type Context } from '@orderflow/domain';
import {
  CORRELATION_ID,
  correlationIdFrom,
  errorFields,
  invocationAttributes,
  logger,
  measure,
} from '@orderflow/lambda';
import { type Recorder, recorder, type TraceContext, traceFields, traceOf } from '@orderflow/tracing';
import type { Context as LambdaContext } from 'aws-lambda';
import { isFinal } from '../models/errors.ts';
import type { Subject } from './workflow.ts';

/** The input that every state of the workflow passes to its function. */
export interface TaskInput extends TraceContext {
  userId: string;
  /** Absent in executions that an earlier version started. */
  attempt?: number;
  /** Absent until the user was read. */
  correlationId?: string;
  /** The state's own input, if the state names the other fields one by one. */
  subject?: TraceContext;
}

/**
 * Adapts a function to a state of the workflow: each run logs one line with the name of the step, and an error fails
 * the state under the error's name. The output is the subject, with what the function adds.
 */
export function task<I extends TaskInput>(
  run: (input: I, context: Context) => Promise<unknown>,
  { invocation }: Recorder = recorder,
) {
  return async (
    input: I,
    lambda?: Pick<LambdaContext, 'functionName' | 'awsRequestId'>,
  ): Promise<Subject> => {
    const correlationId = correlationIdFrom(input.correlationId);
    const step = lambda?.functionName.split('-').at(-1);
    const inbound = traceOf(input.subject ?? input);
    const attributes = { ...invocationAttributes('other', lambda), [CORRELATION_ID]: correlationId };
    return invocation(`step ${step}`, { attributes, parent: inbound }, async ({ trace }) => {
      const log = logger({ correlationId, ...traceFields(trace), userId: input.userId, step });
      try {
        const result = await run(input, { correlationId, now: new Date(), ...trace });
        log.info('step done');
        return {
          userId: input.userId,
          attempt: attemptOf(input),
          correlationId,
          ...(inbound.traceparent ? inbound : trace),
          ...(result as object | undefined),
        };
      } catch (error) {
        log.error('step failed', errorFields(error));
        // The workflow retries for hours, which nobody would notice otherwise.
        if (!isFinal(error)) measure('Count', { OnboardingStepErrors: 1 });
        throw error;
      }
    });
  };
}
