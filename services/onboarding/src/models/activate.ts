import { attemptOf, type Context, outboxEvent, signUpId } from '@orderflow/domain';
import { transact } from '@orderflow/idempotency';
import { measure } from '@orderflow/lambda';
import { store as defaultStore, type Store } from '../lib/store.ts';
import { advance, once } from './advance.ts';
import type { Attempt } from './onboarding.ts';
import { activated } from './users.ts';

/** Activates a user who has confirmed: user and onboarding become ACTIVE and announce it, in one transaction. */
export async function activate(
  who: Attempt,
  context: Context,
  store: Pick<Store, 'client' | 'onboarding' | 'users'> = defaultStore,
): Promise<void> {
  const { client, onboarding, users } = store;
  const id = signUpId(who.userId, attemptOf(who));
  const Update = advance(
    who,
    {
      step: 'Activate',
      outcome: 'DONE',
      set: { status: 'ACTIVE', event: outboxEvent('onboarding.completed.v1', id, context) },
      remove: ['taskToken'],
      when: 'attribute_exists(confirmedAt)',
    },
    context.now,
    onboarding,
  );
  const event = outboxEvent('user.activated.v1', id, context);
  const first = await once(
    who,
    'Activate',
    () => transact(client, [{ Update }, activated(who, event, users)]),
    store,
  );
  if (first) measure('Count', { OnboardingsCompleted: 1 });
}
