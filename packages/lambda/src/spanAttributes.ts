import type { Attributes } from '@orderflow/tracing';

/** Connects traces, as the field `correlationId` connects log lines. */
export const CORRELATION_ID = 'orderflow.correlation_id';

/** Span attributes of an event. @see https://opentelemetry.io/docs/specs/semconv/cloudevents/cloudevents-spans/ */
export const eventAttributes = (event: {
  id: string;
  source?: string;
  type: string;
  subject?: string;
}): Attributes => ({
  'cloudevents.event_id': event.id,
  'cloudevents.event_source': event.source,
  'cloudevents.event_type': event.type,
  'cloudevents.event_subject': event.subject,
});

/** True until the first invocation of this environment: that one is the cold start. */
let isCold = true;

/**
 * Attributes of the function, for an invocation's span. @see
 * https://opentelemetry.io/docs/specs/semconv/faas/faas-spans/
 */
export function invocationAttributes(
  trigger: 'http' | 'pubsub' | 'timer' | 'datasource' | 'other',
  lambda: { awsRequestId?: string } | undefined,
): Attributes {
  const attributes = {
    'faas.trigger': trigger,
    'faas.invocation_id': lambda?.awsRequestId,
    'faas.coldstart': isCold,
  };
  isCold = false;
  return attributes;
}

/**
 * Attributes of an invocation's span that processes messages. @see
 * https://opentelemetry.io/docs/specs/semconv/messaging/
 */
export const processingAttributes = (
  system: 'aws_sqs' | 'aws_kinesis',
  destination: string,
  lambda: { awsRequestId?: string } | undefined,
): Attributes => ({
  ...invocationAttributes('pubsub', lambda),
  'messaging.system': system,
  'messaging.operation.type': 'process',
  'messaging.operation.name': 'process',
  'messaging.destination.name': destination,
});
