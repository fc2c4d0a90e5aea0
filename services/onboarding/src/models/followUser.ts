import { contextOf } from '@orderflow/domain';
import type { Events } from '@orderflow/validation';
import { startExecution, stopExecution } from '../lib/workflow.ts';
import { compensate } from './endOnboarding.ts';
import { eraseOnboarding } from './eraseOnboarding.ts';
import { findUser } from './users.ts';

export type UserEvent = Events[`user.${'created' | 'superseded' | 'erased'}.v1`];

/**
 * Applies an event about a user to the onboarding. Events come late, twice and in any order: each checks the current
 * state, and has its effect only once.
 */
export async function followUser(event: UserEvent, now: Date): Promise<void> {
  const { userId } = event.data;
  switch (event.type) {
    case 'user.created.v1': {
      const user = await findUser(userId);
      if (user?.status === 'ONBOARDING') await startExecution(user);
      return;
    }
    case 'user.superseded.v1': {
      const who = { userId, attempt: event.data.attempt };
      await compensate(who, 'AddressClaimedError', contextOf(event, now));
      return stopExecution(who);
    }
    case 'user.erased.v1':
      return eraseOnboarding(userId, event.data.erasedAt);
  }
}
