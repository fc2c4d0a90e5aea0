import { type TraceContext, traceOf } from '@orderflow/tracing';

/** Where and when a write happens: handed from the adapters to the models. */
export interface Context extends TraceContext {
  correlationId: string;
  now: Date;
}

/** What an event carries on into what follows from it. */
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
