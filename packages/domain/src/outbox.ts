import { type TraceContext, traceOf } from '@orderflow/tracing';
import type { Events } from '@orderflow/validation';
import type { Context } from './context.ts';
import { derivedId } from './ids.ts';

export type EventType = keyof Events;
export type EventData<T extends EventType> = Events[T]['data'];

/**
 * The `event` attribute of an item: the fact that the item's last meaningful write stands for. It is set in that same
 * write, and the table's stream carries it out (transactional outbox). `publishEvents` completes it to a CloudEvent
 * with data taken from the item's image, so the item does not hold its own content twice. The trace context is in it because
 * the records of a stream have no place for one.
 */
export interface OutboxEvent<T extends EventType = EventType> extends TraceContext {
  id: string;
  type: T;
  /** RFC 3339, when it happened. */
  time: string;
  correlationId: string;
  /** What the event says beyond the item's own attributes. */
  detail?: Record<string, unknown>;
  /** Of an event that is announced anew, under another id, and was counted before (docs/runbook.md#replay-events). */
  counted?: boolean;
}

/**
 * An event id is derived from the entity and the type: an attempt that is repeated after a lost answer announces the
 * same event, and consumers can tell.
 */
export function outboxEvent<T extends EventType>(
  type: T,
  entityId: string,
  { correlationId, now, ...trace }: Context,
  detail?: Record<string, unknown>,
): OutboxEvent<T> {
  const event = {
    id: derivedId('event', type, entityId),
    type,
    time: now.toISOString(),
    correlationId,
    ...traceOf(trace),
  };
  return detail ? { ...event, detail } : event;
}

/** A structured CloudEvents 1.0 event from an outbox attribute and the data that belongs to it. */
export function cloudEvent<T extends EventType>(
  source: string,
  subject: string,
  event: OutboxEvent<T>,
  data: object,
) {
  return {
    specversion: '1.0',
    id: event.id,
    source,
    type: event.type,
    subject,
    time: event.time,
    datacontenttype: 'application/json',
    correlationid: event.correlationId,
    // CloudEvents, extension "Distributed Tracing": the trace of the write, whoever hands the event on.
    ...traceOf(event),
    data: { ...data, ...event.detail },
  } as const;
}
