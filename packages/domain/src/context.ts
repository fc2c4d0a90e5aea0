import { type TraceContext, traceOf } from '@orderflow/tracing';

/** Time, correlation id and trace of a write. Adapters pass it to the models. */
export interface Context extends TraceContext {
  correlationId: string;
  now: Date;
}

/** The fields of an event that the writes it causes inherit. */
interface Cause extends TraceContext {
  id: string;
  correlationid?: string;
}

/** The context of a write that follows from an event. */
export const contextOf = (event: Cause, now: Date): Context => ({
  correlationId: event.correlationid ?? event.id,
  now,
  ...traceOf(event),
});
