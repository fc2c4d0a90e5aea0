import { type Context, outboxEvent } from '@orderflow/domain';
import { isRefusedByCondition, transact } from '@orderflow/idempotency';
import { measure } from '@orderflow/lambda';
import { store as defaultStore, type Store } from '../lib/store.ts';
import { type Advance, advance } from './advance.ts';
import { NotOnboardingError } from './errors.ts';
import { findOnboarding } from './onboarding.ts';
import { becomes, findUser } from './users.ts';
import { begin } from './validate.ts';
import { findWorkspace, removed } from './workspace.ts';

type EndStore = Pick<Store, 'client' | 'onboarding' | 'users'>;

/**
 * Ends the onboarding of a user who did not confirm in time. A confirmation that came at the last moment wins.
 *
 * @returns how it stands: EXPIRED, or CONFIRMED when a code had come in.
 */
export async function expire(
  userId: string,
  context: Context,
  store: EndStore = defaultStore,
): Promise<'EXPIRED' | 'CONFIRMED'> {
  const step = { step: 'Expire', outcome: 'DONE', when: 'attribute_not_exists(confirmedAt)' } as const;
  try {
    await end(userId, 'EXPIRED', step, context, store);
  } catch (error) {
    if (!isRefusedByCondition(error)) throw error;
    const item = await findOnboarding(userId, store);
    if (item?.status === 'ONBOARDING' && item.confirmedAt) return 'CONFIRMED';
    if (item?.status === 'ONBOARDING') throw error;
    if (item?.status !== 'EXPIRED')
      throw new NotOnboardingError(`the onboarding is ${item?.status ?? 'absent'}`);
  }
  return 'EXPIRED';
}

/** Undoes an onboarding that a step failed for good, named by the error. One that has ended is left as it ended. */
export async function compensate(
  userId: string,
  reason: string,
  context: Context,
  store: EndStore = defaultStore,
): Promise<void> {
  const user = await findUser(userId, store);
  if (!user) return;
  // The step that failed may have been the first.
  await begin(user, context.now, store);
  try {
    await end(userId, 'FAILED', { step: 'Compensate', outcome: 'FAILED', reason }, context, store);
  } catch (error) {
    if (!isRefusedByCondition(error)) throw error;
    const item = await findOnboarding(userId, store);
    if (item?.status === 'ONBOARDING') throw error;
  }
}

/**
 * One transaction: the workspace goes, user and onboarding get the status, the onboarding announces it. It demands the
 * workspace that was read: a slow attempt to create it would otherwise slip in between, and be left behind.
 */
async function end(
  userId: string,
  status: 'EXPIRED' | 'FAILED',
  { when, ...step }: Advance,
  context: Context,
  { client, onboarding, users }: EndStore,
): Promise<void> {
  const workspace = await findWorkspace(userId, { client, onboarding });
  const asRead = `attribute_${workspace.length > 0 ? 'exists' : 'not_exists'}(#steps.CreateWorkspace)`;
  const Update = advance(
    userId,
    {
      ...step,
      set: { status, event: outboxEvent('onboarding.failed.v1', userId, context) },
      remove: ['taskToken'],
      when: [asRead, when].filter(Boolean).join(' AND '),
    },
    context.now,
    onboarding,
  );
  await transact(client, [
    { Update },
    becomes(userId, status, undefined, users),
    ...workspace.map((item) => removed(item, onboarding)),
  ]);
  measure('Count', status === 'EXPIRED' ? { OnboardingsExpired: 1 } : { OnboardingsFailed: 1 });
}
