import type { EventType } from '@orderflow/domain';
import { type Events, parse, ValidationError, type Validator } from '@orderflow/validation';
import { correlationIdFrom } from './correlation.ts';
import { eventAttributes } from './spanAttributes.ts';
import { sqs } from './sqs.ts';

type AnyEvent = Events[EventType];

/** The outcome of a batch of events, as `consume` of the idempotency package returns it. */
interface Outcome<E> {
  applied: E[];
  duplicates: E[];
  failed: { event: E; error: unknown }[];
}

/**
 * The handler of a queue that holds events of these types: validates each record by its type, applies them as one
 * batch, and logs one line per event with its correlation id and its trace.
 */
export function consumeEvents<E extends AnyEvent>(
  validators: { [T in E['type']]: Validator<Extract<E, { type: T }>> },
  apply: (events: E[]) => Promise<Outcome<E>>,
) {
  return sqs<E>({
    read: (body) => {
      const event: unknown = JSON.parse(body);
      const valid = parse(validatorFor(validators, event), event) as E;
      // The log and all follow-up work use one id, even if the publisher gave none.
      return { ...valid, correlationid: correlationIdFrom(valid.correlationid ?? valid.id) };
    },
    correlationId: (event) => event.correlationid,
    trace: (event) => event,
    attributes: eventAttributes,
    handle: async (messages) => {
      // Follow-up work is traced below the span of this consumer.
      const events = messages.map(({ value, span }) => ({ ...value, ...span.trace }));
      const { applied, failed } = await apply(events);
      const done = new Set(applied);
      const errors = new Map(failed.map(({ event, error }) => [event, error]));
      return messages.flatMap((message, index) => {
        const event = events[index] as E;
        if (errors.has(event)) return [{ message, error: errors.get(event) }];
        const { id, type } = event;
        message.log.info(done.has(event) ? 'event applied' : 'event was applied before', {
          eventId: id,
          type,
        });
        return [];
      });
    },
  });
}

function validatorFor<E extends AnyEvent>(validators: object, event: unknown): Validator<E> {
  const type = event !== null && typeof event === 'object' && 'type' in event ? event.type : undefined;
  if (typeof type === 'string' && Object.hasOwn(validators, type)) {
    return (validators as Record<string, Validator<E>>)[type] as Validator<E>;
  }
  throw new ValidationError([
    { pointer: '/type', message: `must be one of ${Object.keys(validators).join(', ')}` },
  ]);
}
