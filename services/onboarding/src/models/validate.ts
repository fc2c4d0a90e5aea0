import { type TraceContext, traceOf } from '@orderflow/tracing';
import { store as defaultStore, type Store } from '../lib/store.ts';
import { begin } from './begin.ts';
import { NotOnboardingError } from './errors.ts';
import type { Attempt } from './onboarding.ts';
import { getUser, isPending } from './users.ts';

/**
 * Begins the onboarding of a new user.
 *
 * @returns correlation id and trace for the following steps.
 * @throws UnknownUserError; NotOnboardingError when the user is no longer pending.
 */
export async function validate(
  who: Attempt,
  now: Date,
  store: Pick<Store, 'client' | 'onboarding' | 'users'> = defaultStore,
): Promise<TraceContext & { correlationId: string }> {
  const user = await getUser(who.userId, store);
  if (!isPending(user, who)) throw new NotOnboardingError(`the user is ${user.status}`);
  await begin(user, now, store);
  return { correlationId: user.event.correlationId, ...traceOf(user.event) };
}
