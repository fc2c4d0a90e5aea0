import { type Context, outboxEvent } from '@orderflow/domain';
import { transact } from '@orderflow/idempotency';
import { measure } from '@orderflow/lambda';
import { store as defaultStore, type Store } from '../lib/store.ts';
import { advance, once } from './advance.ts';
import { becomes } from './users.ts';

/** Makes a user who has confirmed a full one: user and onboarding are ACTIVE, and announce it, in one transaction. */
export async function activate(
  userId: string,
  context: Context,
  store: Pick<Store, 'client' | 'onboarding' | 'users'> = defaultStore,
): Promise<void> {
  const { client, onboarding, users } = store;
  const Update = advance(
    userId,
    {
      step: 'Activate',
      outcome: 'DONE',
      set: { status: 'ACTIVE', event: outboxEvent('onboarding.completed.v1', userId, context) },
      remove: ['taskToken'],
      when: 'attribute_exists(confirmedAt)',
    },
    context.now,
    onboarding,
  );
  const activated = outboxEvent('user.activated.v1', userId, context);
  const first = await once(
    userId,
    'Activate',
    () => transact(client, [{ Update }, becomes(userId, 'ACTIVE', activated, users)]),
    store,
  );
  if (first) measure('Count', { OnboardingsCompleted: 1 });
}
