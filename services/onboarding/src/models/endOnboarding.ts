import {
  attemptOf,
  type Context,
  endedExpiry,
  endPending,
  outboxEvent,
  releaseAddress,
  signUpId,
} from '@orderflow/domain';
import { isRefusedByCondition, transact } from '@orderflow/idempotency';
import { measure } from '@orderflow/lambda';
import { store as defaultStore, type Store } from '../lib/store.ts';
import { type Advance, advance } from './advance.ts';
import { begin } from './begin.ts';
import { NotOnboardingError } from './errors.ts';
import { type Attempt, findAttempt } from './onboarding.ts';
import { findUser, isPending } from './users.ts';
import { findWorkspace, removed } from './workspace.ts';

type EndStore = Pick<Store, 'client' | 'onboarding' | 'users'>;

/**
 * Ends the onboarding of a user who did not confirm in time. A confirmation that came at the last moment wins.
 *
 * @returns EXPIRED, or CONFIRMED when a code had come in.
 */
export async function expire(
  who: Attempt,
  context: Context,
  store: EndStore = defaultStore,
): Promise<'EXPIRED' | 'CONFIRMED'> {
  const step = { step: 'Expire', outcome: 'DONE', when: 'attribute_not_exists(confirmedAt)' } as const;
  try {
    await end(who, 'EXPIRED', step, context, store);
  } catch (error) {
    if (!isRefusedByCondition(error)) throw error;
    const item = await findAttempt(who, store);
    if (item?.status === 'ONBOARDING' && item.confirmedAt) return 'CONFIRMED';
    if (item?.status === 'ONBOARDING') throw error;
    if (item?.status !== 'EXPIRED')
      throw new NotOnboardingError(`the onboarding is ${item?.status ?? 'absent'}`);
  }
  return 'EXPIRED';
}

/**
 * Undoes an onboarding after a step failed for good; `reason` is the name of the error. An onboarding that has ended
 * does not change.
 */
export async function compensate(
  who: Attempt,
  reason: string,
  context: Context,
  store: EndStore = defaultStore,
): Promise<void> {
  const user = await findUser(who.userId, store);
  if (!user) return;
  try {
    // The first step may have failed: then the onboarding is not on record yet.
    if (isPending(user, who)) await begin(user, context.now, store);
    await end(who, 'FAILED', { step: 'Compensate', outcome: 'FAILED', reason }, context, store);
  } catch (error) {
    if (!isRefusedByCondition(error) && !(error instanceof NotOnboardingError)) throw error;
    const item = await findAttempt(who, store);
    if (item?.status === 'ONBOARDING') throw error;
  }
}

/**
 * In one transaction, removes the workspace, sets the status of user and onboarding, releases the address, and
 * announces the end. It requires that the workspace is as it was read. Otherwise a slow attempt could create it in
 * between, and it would be left behind. A user whose account ended before, or who has signed up again, does not change.
 */
async function end(
  who: Attempt,
  status: 'EXPIRED' | 'FAILED',
  { when, ...step }: Advance,
  context: Context,
  store: EndStore,
): Promise<void> {
  const { client, onboarding, users } = store;
  const { now } = context;
  const [workspace, user] = await Promise.all([
    findWorkspace(who.userId, store),
    findUser(who.userId, store),
  ]);
  const asRead = `attribute_${workspace.length > 0 ? 'exists' : 'not_exists'}(#steps.CreateWorkspace)`;
  const event = outboxEvent('onboarding.failed.v1', signUpId(who.userId, attemptOf(who)), context);
  const Update = advance(
    who,
    {
      ...step,
      set: { status, event, expiresAt: endedExpiry(now) },
      remove: ['taskToken'],
      when: [asRead, when].filter(Boolean).join(' AND '),
    },
    now,
    onboarding,
  );
  await transact(client, [
    { Update },
    ...(user && isPending(user, who)
      ? [...endPending(user, status, now, users), releaseAddress(user, users)]
      : []),
    ...workspace.map((item) => removed(item, onboarding)),
  ]);
  measure('Count', status === 'EXPIRED' ? { OnboardingsExpired: 1 } : { OnboardingsFailed: 1 });
}
