import { RefusedError } from '@orderflow/domain';
import { each, sqs } from '@orderflow/lambda';
import { isSignupRequested, parse, type SignupRequested } from '@orderflow/validation';
import { createUser } from '../models/createUser.ts';

export const handler = sqs<SignupRequested>({
  read: (body) => parse(isSignupRequested, JSON.parse(body)),
  correlationId: (signup) => signup.correlationId,
  handle: each(async ({ value: { userId, email, name }, correlationId, log }) => {
    try {
      const { replayed } = await createUser(userId, { email, name }, { correlationId, now: new Date() });
      log.info('signup completed', { userId, replayed });
    } catch (error) {
      // A final answer, not a failure: no repeat would change it.
      if (!(error instanceof RefusedError) || error.refusal !== 'conflict') throw error;
      log.warn('signup refused', { userId, reason: error.message });
    }
  }),
});
