import {
  attemptOf,
  type Context,
  newUserItem,
  openAccount,
  RefusedError,
  type UserItem,
} from '@orderflow/domain';
import { isRefusedByCondition, transact } from '@orderflow/idempotency';
import { store as defaultStore, type Store } from '../lib/store.ts';
import { findUser } from './users.ts';

/**
 * Makes an account pending again after its onboarding ended, with a new number and the same address, as if the person
 * had signed up once more. Two requests at once have one effect.
 *
 * @returns the pending user.
 * @throws RefusedError (conflict) when somebody else has the address by now.
 */
export async function reopen(
  user: UserItem,
  context: Context,
  store: Pick<Store, 'client' | 'users'> = defaultStore,
): Promise<UserItem> {
  const { userId, email, name } = user;
  const item = newUserItem(userId, { email, name }, context, attemptOf(user) + 1);
  try {
    await transact(store.client, openAccount(item, { table: store.users, now: context.now, over: user }));
    return item;
  } catch (error) {
    if (!isRefusedByCondition(error)) throw error;
    const there = await findUser(userId, store);
    if (there && attemptOf(there) === item.attempt) return there;
    throw new RefusedError('conflict', 'The e-mail address of this user is taken by now');
  }
}
