import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { isUserId, toUser, type User, type UserItem, unknownUser, userKey } from '@orderflow/domain';
import { store as defaultStore, type Store } from '../lib/store.ts';

export async function findUser(
  userId: string,
  { client, users }: Store = defaultStore,
): Promise<UserItem | undefined> {
  const { Item } = await client.send(
    new GetCommand({ TableName: users, Key: { pk: userKey(userId) }, ConsistentRead: true }),
  );
  return Item as UserItem | undefined;
}

/** @throws RefusedError (not-found) */
export async function getUser(userId: string, store: Store = defaultStore): Promise<User> {
  const item = isUserId(userId) ? await findUser(userId, store) : undefined;
  if (!item) throw unknownUser();
  return toUser(item);
}

/** @throws RefusedError (not-found) */
export async function renameUser(
  userId: string,
  name: string,
  { client, users }: Store = defaultStore,
): Promise<User> {
  try {
    const { Attributes } = await client.send(
      new UpdateCommand({
        TableName: users,
        Key: { pk: userKey(userId) },
        UpdateExpression: 'SET #name = :name',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeNames: { '#name': 'name' },
        ExpressionAttributeValues: { ':name': name },
        ReturnValues: 'ALL_NEW',
      }),
    );
    return toUser(Attributes as UserItem);
  } catch (error) {
    throw error instanceof ConditionalCheckFailedException ? unknownUser() : error;
  }
}
