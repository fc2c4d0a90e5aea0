import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { isUserId, toUser, type User, type UserItem, unknownUser, userKey } from '@orderflow/domain';
import { store as defaultStore, type Store } from '../lib/store.ts';

/** @throws RefusedError (not-found) */
export async function getUser(userId: string, { client, users }: Store = defaultStore): Promise<User> {
  if (!isUserId(userId)) throw unknownUser();
  const { Item } = await client.send(
    new GetCommand({ TableName: users, Key: { pk: userKey(userId) }, ConsistentRead: true }),
  );
  if (!Item) throw unknownUser();
  return toUser(Item as UserItem);
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
