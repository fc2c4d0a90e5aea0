import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import {
  type Context,
  type EmailItem,
  emailKey,
  newUserItem,
  RefusedError,
  toUser,
  type User,
  type UserItem,
} from '@orderflow/domain';
import { existing, transact } from '@orderflow/idempotency';
import type { CreateUser } from '@orderflow/validation';
import { store as defaultStore, type Store } from '../lib/store.ts';

export interface CreatedUser {
  user: User;
  /** The same request had succeeded before; `user` is what it was answered. */
  replayed: boolean;
}

/**
 * Creates the account of a person and takes the e-mail address for it, both or neither. A person has one account: the
 * key is the user id, so no idempotency key is needed.
 *
 * @throws RefusedError (conflict) when the account exists with other content, or the address belongs to somebody else.
 */
export async function createUser(
  userId: string,
  content: CreateUser,
  context: Context,
  { client, users }: Store = defaultStore,
): Promise<CreatedUser> {
  const item = newUserItem(userId, content, context);
  const email: EmailItem = { pk: emailKey(content.email), userId };
  try {
    await transact(client, [putNew(users, item), putNew(users, email)]);
    return { user: toUser(item), replayed: false };
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    return { user: toUser(original(item, error)), replayed: true };
  }
}

const putNew = (table: string, item: UserItem | EmailItem) => ({
  Put: {
    TableName: table,
    Item: item,
    ConditionExpression: 'attribute_not_exists(pk)',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  },
});

/** What an earlier, equal request created. Reasons stand in the order of the items: user, e-mail address. */
function original(wanted: UserItem, error: TransactionCanceledException): UserItem {
  const [user, email] = error.CancellationReasons ?? [];
  if (user?.Item) {
    const { outcome, item } = existing(wanted, unmarshall(user.Item) as UserItem);
    if (outcome === 'conflict')
      throw new RefusedError('conflict', 'You have an account with other details already');
    return { ...wanted, createdAt: item.createdAt };
  }
  if (email?.Item) throw new RefusedError('conflict', 'This e-mail address is taken');
  throw error;
}
