import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { attemptOf, ofAttempt, type UserItem, userKey } from '@orderflow/domain';
import type { TransactItem } from '@orderflow/idempotency';
import { store as defaultStore, type Store } from '../lib/store.ts';
import { UnknownUserError } from './errors.ts';
import type { Attempt } from './onboarding.ts';

type UsersStore = Pick<Store, 'client' | 'users'>;

export async function findUser(
  userId: string,
  { client, users }: UsersStore = defaultStore,
): Promise<UserItem | undefined> {
  const { Item } = await client.send(
    new GetCommand({ TableName: users, Key: { pk: userKey(userId) }, ConsistentRead: true }),
  );
  return Item as UserItem | undefined;
}

/** @throws UnknownUserError */
export async function getUser(userId: string, store: UsersStore = defaultStore): Promise<UserItem> {
  const user = await findUser(userId, store);
  if (!user) throw new UnknownUserError('there is no such user');
  return user;
}

/** Activates a user, as an item of the transaction that completes the onboarding. */
export const activated = (who: Attempt, event: UserItem['event'], users: string): TransactItem => ({
  Update: {
    TableName: users,
    Key: { pk: userKey(who.userId) },
    UpdateExpression: 'SET #status = :active, #event = :event',
    ConditionExpression: `#status = :onboarding AND ${ofAttempt(attemptOf(who))}`,
    ExpressionAttributeNames: { '#status': 'status', '#event': 'event' },
    ExpressionAttributeValues: {
      ':active': 'ACTIVE',
      ':onboarding': 'ONBOARDING',
      ':attempt': attemptOf(who),
      ':event': event,
    },
  },
});

/** True if the onboarding of this attempt is still pending for the user. */
export const isPending = (user: UserItem, who: Attempt): boolean =>
  user.status === 'ONBOARDING' && attemptOf(user) === attemptOf(who);
