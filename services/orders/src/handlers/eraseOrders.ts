import { each, eventAttributes, sqs } from '@orderflow/lambda';
import { isUserErasedEvent, parse, type UserErasedEvent } from '@orderflow/validation';
import { eraseOrders } from '../models/eraseOrders.ts';

export const handler = sqs<UserErasedEvent>({
  read: (body) => parse(isUserErasedEvent, JSON.parse(body)),
  correlationId: ({ correlationid }) => correlationid,
  trace: (event) => event,
  attributes: eventAttributes,
  handle: each(async ({ value, log }) => {
    const { erased, next } = await eraseOrders(value, new Date());
    log.info('orders erased', { eventId: value.id, erased, next });
  }, 2),
});
