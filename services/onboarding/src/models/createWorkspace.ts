import { transact } from '@orderflow/idempotency';
import { store as defaultStore, type Store } from '../lib/store.ts';
import { advance, once } from './advance.ts';
import type { Attempt } from './onboarding.ts';
import { getUser } from './users.ts';
import { added, newWorkspace } from './workspace.ts';

/**
 * Makes a user's workspace with its first items, in the transaction that records the step: all of it or nothing, once.
 *
 * @throws WorkspaceRefusedError
 */
export async function createWorkspace(
  who: Attempt,
  now: Date,
  store: Pick<Store, 'client' | 'onboarding' | 'users'> = defaultStore,
): Promise<void> {
  const items = newWorkspace(await getUser(who.userId, store), now);
  const { client, onboarding } = store;
  const record = advance(who, { step: 'CreateWorkspace', outcome: 'DONE' }, now, onboarding);
  await once(
    who,
    'CreateWorkspace',
    () => transact(client, [{ Update: record }, ...items.map((item) => added(item, onboarding))]),
    store,
  );
}
