import { type ActiveSpan, recorder as ownRecorder, type TraceContext, traceFields } from '@orderflow/tracing';
import { utcTime } from '@orderflow/validation';
import type { Context as LambdaContext, ScheduledEvent } from 'aws-lambda';
import { correlationIdFrom } from './correlation.ts';
import { errorFields, type Logger, logger } from './log.ts';
import { CORRELATION_ID, invocationAttributes } from './spanAttributes.ts';

/** One firing of a schedule. */
export interface Firing {
  /** When it was due; a retry has the time of the first attempt. */
  time: Date;
  now: Date;
  /** For all follow-up work. */
  correlationId: string;
  trace: TraceContext;
  log: Logger;
}

/**
 * Adapts a function to a schedule of EventBridge, and logs its result. Lambda invokes it again when it throws, and
 * EventBridge may fire twice, so it must be safe to repeat.
 *
 * @throws whatever the function throws, so that Lambda sees the failure.
 */
export function scheduled<T>(
  run: (firing: Firing) => Promise<T>,
  clock = () => new Date(),
  recorder = ownRecorder,
) {
  const fire = async ({ time }: Due, correlationId: string, { trace }: ActiveSpan): Promise<T> => {
    const log = logger({ correlationId, ...traceFields(trace), due: time });
    const now = clock();
    try {
      const due = utcTime(time);
      if (due === undefined) throw new Error(`a schedule cannot be due at ${time}`);
      const result = await run({ time: new Date(due), now, correlationId, trace, log });
      log.info('schedule', { ms: clock().getTime() - now.getTime(), result });
      return result;
    } catch (error) {
      log.error('schedule failed', errorFields(error));
      throw error;
    }
  };
  return (due: Due, lambda?: Pick<LambdaContext, 'awsRequestId' | 'functionName'>): Promise<T> => {
    const correlationId = correlationIdFrom(due.id);
    const attributes = { ...invocationAttributes('timer', lambda), [CORRELATION_ID]: correlationId };
    return recorder.invocation(`schedule ${lambda?.functionName ?? ''}`.trim(), { attributes }, (span) =>
      fire(due, correlationId, span),
    );
  };
}

type Due = Pick<ScheduledEvent, 'id' | 'time'>;
