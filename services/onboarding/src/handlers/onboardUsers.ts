import { each, sqs } from '@orderflow/lambda';
import { isUserCreatedEvent, parse, type UserCreatedEvent } from '@orderflow/validation';
import { startExecution } from '../lib/workflow.ts';

export const handler = sqs<UserCreatedEvent>({
  read: (body) => parse(isUserCreatedEvent, JSON.parse(body)),
  correlationId: (event) => event.correlationid,
  handle: each(async ({ value: { id, data }, log }) => {
    const executionArn = await startExecution(data.userId);
    log.info('onboarding started', { eventId: id, userId: data.userId, executionArn });
  }),
});
