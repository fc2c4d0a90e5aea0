import { isUserId, unknownUser } from '@orderflow/domain';
import { store as defaultStore, type Store } from '../lib/store.ts';
import { findOnboarding } from './onboarding.ts';
import { findUser } from './users.ts';
import { notBegun, type Onboarding, toOnboarding } from './view.ts';

/** @throws RefusedError (not-found) when there is no such user. */
export async function getOnboarding(
  userId: string,
  store: Pick<Store, 'client' | 'onboarding' | 'users'> = defaultStore,
): Promise<Onboarding> {
  if (!isUserId(userId)) throw unknownUser();
  const item = await findOnboarding(userId, store);
  if (item) return toOnboarding(item);
  const user = await findUser(userId, store);
  if (!user) throw unknownUser();
  return notBegun(user);
}
