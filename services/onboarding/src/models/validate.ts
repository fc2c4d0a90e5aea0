import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { UserItem } from '@orderflow/domain';
import { store as defaultStore, type Store } from '../lib/store.ts';
import { NotOnboardingError } from './errors.ts';
import { newOnboarding, type OnboardingStore } from './onboarding.ts';
import { getUser } from './users.ts';

/**
 * Begins the onboarding of a user who is new.
 *
 * @returns what the following steps work with.
 * @throws UnknownUserError; NotOnboardingError when the user is past it.
 */
export async function validate(
  userId: string,
  now: Date,
  store: Pick<Store, 'client' | 'onboarding' | 'users'> = defaultStore,
): Promise<{ userId: string; correlationId: string }> {
  const user = await getUser(userId, store);
  if (user.status !== 'ONBOARDING') throw new NotOnboardingError(`the user is ${user.status}`);
  await begin(user, now, store);
  return { userId, correlationId: user.event.correlationId };
}

/** Puts the onboarding of a user on record; one that has begun is left as it is. */
export async function begin(
  user: UserItem,
  now: Date,
  { client, onboarding }: OnboardingStore,
): Promise<void> {
  try {
    await client.send(
      new PutCommand({
        TableName: onboarding,
        Item: newOnboarding(user, now),
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
