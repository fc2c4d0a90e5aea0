import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { type UserItem, userKey } from '@orderflow/domain';
import type { TransactItem } from '@orderflow/idempotency';
import type { UserStatus } from '@orderflow/validation';
import { store as defaultStore, type Store } from '../lib/store.ts';
import { UnknownUserError } from './errors.ts';

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

/** Ends a user's time as a newcomer, as an item of the transaction that ends the onboarding. */
export const becomes = (
  userId: string,
  status: UserStatus,
  event: UserItem['event'] | undefined,
  users: string,
): TransactItem => ({
  Update: {
    TableName: users,
    Key: { pk: userKey(userId) },
    UpdateExpression: `SET #status = :status${event ? ', #event = :event' : ''}`,
    ConditionExpression: '#status = :onboarding',
    ExpressionAttributeNames: { '#status': 'status', ...(event ? { '#event': 'event' } : {}) },
    ExpressionAttributeValues: {
      ':status': status,
      ':onboarding': 'ONBOARDING',
      ...(event ? { ':event': event } : {}),
    },
  },
});
