import { contextOf } from '@orderflow/domain';
import type { Events } from '@orderflow/validation';
import { startExecution, stopExecution } from '../lib/workflow.ts';
import { compensate } from './endOnboarding.ts';
import { eraseOnboarding } from './eraseOnboarding.ts';
import { findUser } from './users.ts';

export type UserEvent = Events[`user.${'created' | 'superseded' | 'erased'}.v1`];

/**
 * Does what an event about a user means for the onboarding. Events come late, twice and in any order: each looks at what
 * is there now, and has no effect where it has had it.
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
