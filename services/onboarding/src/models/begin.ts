import { attemptOf, ofAttempt, type UserItem, userKey } from '@orderflow/domain';
import { isRefusedByCondition, transact } from '@orderflow/idempotency';
import type { Store } from '../lib/store.ts';
import { NotOnboardingError } from './errors.ts';
import { findOnboarding, newOnboarding } from './onboarding.ts';

/**
 * Puts the onboarding of a pending user on record, in the place of that of an earlier sign-up; one that has begun is
 * left as it is. The user is looked at in the same transaction, so a late attempt does not bring an old one back.
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
    // Its end is on the way: whoever took its address over has announced it.
    if (there?.status === 'ONBOARDING')
      throw new Error('an earlier onboarding of this user has not ended yet');
    throw new NotOnboardingError('the user is not pending any more');
  }
}
