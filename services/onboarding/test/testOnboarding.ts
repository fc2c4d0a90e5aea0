import { randomUUID } from 'node:crypto';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { emailKey, newUserItem, openAccount, type UserItem } from '@orderflow/domain';
import { documentClient, transact } from '@orderflow/idempotency';
import type { Store } from '../src/lib/store.ts';
import { findOnboarding, type OnboardingItem } from '../src/models/onboarding.ts';
import { findUser } from '../src/models/users.ts';

export const NOW = new Date('2026-11-21T12:00:00.000Z');
export const at = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);

Object.assign(process.env, {
  CONFIRMATION_SECONDS: '86400',
  REMINDER_SECONDS: '86400',
  CONFIRMATION_URL: 'https://example.com/onboarding/confirm',
  STATE_MACHINE_ARN: 'arn:aws:states:us-east-1:000000000000:stateMachine:orderflow-local-onboarding',
});

/** The tables of the running engine. Tests share them, so every test uses people of its own. */
export const testStore = (client = documentClient()): Store => ({
  client,
  onboarding: 'orderflow-local-onboarding',
  users: 'orderflow-local-users',
  seen: 'orderflow-local-seen',
});

export const store = testStore();

/** Somebody who has just signed up. */
export async function newcomer(mailbox?: string): Promise<UserItem> {
  const userId = randomUUID();
  const email = mailbox ? `${mailbox}@${userId}.example.com` : `${userId}@example.com`;
  const item = newUserItem(userId, { email, name: 'Ada' }, { correlationId: `c-${userId}`, now: NOW });
  await transact(store.client, openAccount(item, { table: store.users, now: NOW }));
  return item;
}

/** Who holds an address. */
export async function holderOf(email: string): Promise<string | undefined> {
  const Key = { pk: emailKey(email) };
  const { Item } = await store.client.send(
    new GetCommand({ TableName: store.users, Key, ConsistentRead: true }),
  );
  return Item?.['userId'];
}

export async function stateOf(userId: string): Promise<OnboardingItem> {
  const item = await findOnboarding(userId, store);
  if (!item) throw new Error(`no onboarding of ${userId}`);
  return item;
}

export async function userOf(userId: string): Promise<UserItem> {
  const user = await findUser(userId, store);
  if (!user) throw new Error(`no user ${userId}`);
  return user;
}
