import { each, sqs } from '@orderflow/lambda';
import { isSignupRequested, parse, type SignupRequested } from '@orderflow/validation';
import { completeSignup } from '../models/completeSignup.ts';

export const handler = sqs<SignupRequested>({
  read: (body) => parse(isSignupRequested, JSON.parse(body)),
  correlationId: (signup) => signup.correlationId,
  handle: each(async ({ value, log, correlationId, span }) => {
    const outcome = await completeSignup(value, { correlationId, now: new Date(), ...span.trace });
    log.info('signup completed', { userId: value.userId, outcome });
  }),
});
