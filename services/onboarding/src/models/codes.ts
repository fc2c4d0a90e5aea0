import { createHash, randomBytes } from 'node:crypto';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { attemptOf } from '@orderflow/domain';
import type { Attempt, OnboardingStore } from './onboarding.ts';

/** A stored confirmation code: the sign-up that it confirms, under the hash of the code. */
interface CodeItem {
  pk: string;
  sk: typeof CODE;
  userId: string;
  attempt?: number;
  /** Seconds since 1970; also tells DynamoDB when it may delete the item. */
  expiresAt: number;
}

const CODE = 'code';
/** 160 bits: nobody can guess one, so no slow hash is needed either. */
const CODE_BYTES = 20;

const keyOf = (code: string) =>
  ({ pk: `code#${createHash('sha256').update(code).digest('base64url')}`, sk: CODE }) as const;

/**
 * A new code for a user, valid until it expires or one of the user's codes is used. Only its hash is stored, so an
 * attempt that repeats a mail needs a new code. The code of the mail that may have gone out stays valid.
 */
export async function issueCode(
  who: Attempt,
  expiry: Date,
  { client, onboarding }: OnboardingStore,
): Promise<string> {
  const code = randomBytes(CODE_BYTES).toString('base64url');
  const item: CodeItem = {
    ...keyOf(code),
    userId: who.userId,
    attempt: attemptOf(who),
    expiresAt: Math.floor(expiry.getTime() / 1000),
  };
  await client.send(new PutCommand({ TableName: onboarding, Item: item }));
  return code;
}

/** The sign-up that a code confirms; undefined for one that is unknown or has expired. */
export async function attemptOfCode(
  code: string,
  now: Date,
  { client, onboarding }: OnboardingStore,
): Promise<Attempt | undefined> {
  const { Item } = await client.send(
    new GetCommand({ TableName: onboarding, Key: keyOf(code), ConsistentRead: true }),
  );
  const item = Item as CodeItem | undefined;
  // DynamoDB deletes expired items later.
  return item && item.expiresAt * 1000 > now.getTime() ? item : undefined;
}
