import { attemptOf, ofAttempt, type UserItem, userKey } from '@orderflow/domain';
import { isRefusedByCondition, transact } from '@orderflow/idempotency';
import type { Store } from '../lib/store.ts';
import { NotOnboardingError } from './errors.ts';
import { findOnboarding, newOnboarding } from './onboarding.ts';

/**
 * Records the onboarding of a pending user. It replaces one of an earlier sign-up, but leaves one that has begun as it
 * is. The same transaction checks the user, so a late attempt does not bring back an old onboarding.
 *
 * @throws NotOnboardingError when the user is no longer pending.
 */
export async function begin(
  user: UserItem,
  now: Date,
  store: Pick<Store, 'client' | 'onboarding' | 'users'>,
): Promise<void> {
  const attempt = attemptOf(user);
  const values = { ':onboarding': 'ONBOARDING', ':attempt': attempt };
  const pending = {
    TableName: store.users,
    Key: { pk: userKey(user.userId) },
    ConditionExpression: `#status = :onboarding AND ${ofAttempt(attempt)}`,
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: values,
  };
  const begun = {
    TableName: store.onboarding,
    Item: newOnboarding(user, now),
    ConditionExpression: `attribute_not_exists(pk) OR (#status <> :onboarding AND NOT ${ofAttempt(attempt)})`,
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: values,
  };
  try {
    await transact(store.client, [{ ConditionCheck: pending }, { Put: begun }]);
  } catch (error) {
    if (!isRefusedByCondition(error)) throw error;
    const there = await findOnboarding(user.userId, store);
    if (there && attemptOf(there) === attempt) return;
    // Its end is on the way: the sign-up that took over its address has announced it.
    if (there?.status === 'ONBOARDING')
      throw new Error('an earlier onboarding of this user has not ended yet');
    throw new NotOnboardingError('the user is not pending any more');
  }
}
