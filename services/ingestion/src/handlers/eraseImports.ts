import { each, eventAttributes, sqs } from '@orderflow/lambda';
import { isUserErasedEvent, parse, type UserErasedEvent } from '@orderflow/validation';
import { eraseImports } from '../models/eraseImports.ts';

export const handler = sqs<UserErasedEvent>({
  read: (body) => parse(isUserErasedEvent, JSON.parse(body)),
  correlationId: ({ correlationid }) => correlationid,
  trace: (event) => event,
  attributes: eventAttributes,
  handle: each(async ({ value, log }) => {
    log.info('imports erased', { eventId: value.id, erased: await eraseImports(value.data.userId) });
  }, 2),
});
