import { DeleteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { store as defaultStore } from '../lib/store.ts';
import { type Stop, stopExecution } from '../lib/workflow.ts';
import { findOnboarding, type OnboardingStore, onboardingKey, partitionOf } from './onboarding.ts';

/**
 * Erases the onboarding and the workspace of a person, and stops the workflow. The onboarding is deleted first: without
 * it, no step of the workflow writes any more. A repeat deletes what a lost attempt left.
 *
 * @param erasedAt an onboarding that began later is of a later sign-up, and stays
 */
export async function eraseOnboarding(
  userId: string,
  erasedAt: string,
  store: OnboardingStore = defaultStore,
  stop: Stop = stopExecution,
): Promise<void> {
  const item = await findOnboarding(userId, store);
  if (item && item.startedAt > erasedAt) return;
  if (item) {
    await stop(item);
    await remove(onboardingKey(userId), store);
  }
  for (let left = await below(userId, store); left.length > 0; left = await below(userId, store)) {
    await Promise.all(left.map((key) => remove(key, store)));
  }
}

type Key = { pk: string; sk: string };

const remove = (Key: Key, { client, onboarding }: OnboardingStore) =>
  client.send(new DeleteCommand({ TableName: onboarding, Key }));

/** The keys on the first page of a person's partition. */
async function below(userId: string, { client, onboarding }: OnboardingStore): Promise<Key[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: onboarding,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': partitionOf(userId) },
      ProjectionExpression: 'pk, sk',
      ConsistentRead: true,
    }),
  );
  return Items as Key[];
}
