import { expect, test } from '@jest/globals';
import { outboxEvent } from '@orderflow/domain';
import { userIds } from '@orderflow/domain/testing';
import { publishedBy } from '@orderflow/lambda/testing';
import {
  isOnboardingCompletedEvent,
  isOnboardingFailedEvent,
  isStartOnboarding,
} from '@orderflow/validation';
import fc from 'fast-check';
import { handler } from '../src/handlers/publishEvents.ts';

const context = { correlationId: 'c-1', now: new Date('2026-11-29T08:00:00Z') };

test('however an onboarding ends, every consumer can read it', async () => {
  const failures = fc.constantFrom('EXPIRED', 'FAILED');
  await fc.assert(
    fc.asyncProperty(userIds, failures, async (userId, failure) => {
      expect(isStartOnboarding({ userId })).toBe(true);
      const completed = outboxEvent('onboarding.completed.v1', userId, context);
      const failed = outboxEvent('onboarding.failed.v1', userId, context);
      const events = await publishedBy(handler, [
        { pk: 'p', userId, status: 'ACTIVE', event: completed },
        { pk: 'p', userId, status: failure, event: failed },
      ]);
      expect([isOnboardingCompletedEvent(events[0]), isOnboardingCompletedEvent.errors]).toEqual([
        true,
        null,
      ]);
      expect([isOnboardingFailedEvent(events[1]), isOnboardingFailedEvent.errors]).toEqual([true, null]);
    }),
  );
});
