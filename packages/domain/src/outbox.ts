import { type TraceContext, traceOf } from '@orderflow/tracing';
import type { Events } from '@orderflow/validation';
import type { Context } from './context.ts';
import { derivedId } from './ids.ts';

export type EventType = keyof Events;
export type EventData<T extends EventType> = Events[T]['data'];

/**
 * The `event` attribute of an item: the event of the item's last meaningful write. That same write sets it, and the
 * table's stream delivers it (transactional outbox). `publishEvents` completes it to a CloudEvent with data from the
 * item's image, so the item does not store its content twice. It holds the trace context because stream records have no
 * field for one.
 */
export interface OutboxEvent<T extends EventType = EventType> extends TraceContext {
  id: string;
  type: T;
  /** RFC 3339, when it happened. */
  time: string;
  correlationId: string;
  /** Event data beyond the item's own attributes. */
  detail?: Record<string, unknown>;
  /** True for an event that was counted before and is announced again under another id (docs/runbook.md#replay-events). */
  counted?: boolean;
}

/**
 * The event id is derived from the entity and the type. A retry after a lost answer therefore announces the same event,
 * and consumers recognise it.
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
    // CloudEvents extension "Distributed Tracing": the trace of the write, whoever forwards the event.
    ...traceOf(event),
    data: { ...data, ...event.detail },
  } as const;
}
