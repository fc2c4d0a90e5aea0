import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { gateExpiry, gateKey, type Refusal, RefusedError, type SignUpRefusal } from '@orderflow/domain';
import type { Store } from '../lib/store.ts';

/**
 * A refusal that says `This e-mail address is taken` tells its caller something about somebody else. It must, or people
 * could not sign up. So a caller gets only a few of them: enough for a person who mistypes an address.
 */
export const MAX_REFUSALS = 5;
const WINDOW_MS = 3_600_000;

const REFUSALS: Record<SignUpRefusal, { refusal: Refusal; message: string }> = {
  EmailTaken: { refusal: 'conflict', message: 'This e-mail address is taken' },
  OtherDetails: { refusal: 'conflict', message: 'You have an account with other details already' },
  TooManyAttempts: {
    refusal: 'too-many',
    message: 'You asked for too many addresses that are taken; try again in an hour',
  },
  AccountErased: {
    refusal: 'conflict',
    message: 'Your account was erased a short time ago; you can sign up again 35 days after that',
  },
};

/** A sign-up that is refused for a reason that a program may want to know. */
export class SignUpRefusedError extends RefusedError {
  readonly reason: SignUpRefusal;

  constructor(reason: SignUpRefusal) {
    const { refusal, message } = REFUSALS[reason];
    super(refusal, message);
    this.reason = reason;
  }
}

type UsersStore = Pick<Store, 'client' | 'users'>;

/**
 * Counts a refusal that told a caller that an address is taken. A window begins with the first refusal after the last
 * window.
 */
export async function countRefusal(userId: string, now: Date, store: UsersStore): Promise<void> {
  const one = { ':one': 1, ':now': now.toISOString() };
  const inWindow: Change = {
    UpdateExpression: 'ADD refusals :one SET userId = :me, expiresAt = :expiresAt',
    ConditionExpression: 'windowEndsAt >= :now',
    ExpressionAttributeValues: one,
  };
  const newWindow: Change = {
    UpdateExpression: 'SET refusals = :one, windowEndsAt = :end, userId = :me, expiresAt = :expiresAt',
    ConditionExpression: 'attribute_not_exists(windowEndsAt) OR windowEndsAt < :now',
    ExpressionAttributeValues: { ...one, ':end': new Date(now.getTime() + WINDOW_MS).toISOString() },
  };
  // Between the first two, another request may have begun the window.
  for (const change of [inWindow, newWindow, inWindow]) {
    if (await changeGate(userId, now, change, store)) return;
  }
}

/** Stores why a sign-up was refused, so that the person can look it up: its sender was answered before. */
export async function keepRefusal(
  userId: string,
  reason: SignUpRefusal,
  now: Date,
  store: UsersStore,
): Promise<void> {
  const change: Change = {
    UpdateExpression: 'SET userId = :me, refusal = :refusal, expiresAt = :expiresAt',
    ExpressionAttributeValues: { ':refusal': { reason, at: now.toISOString() } },
  };
  await changeGate(userId, now, change, store);
}

type Change = Pick<
  UpdateCommandInput,
  'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeValues'
>;

/** @returns true if the condition held. */
async function changeGate(
  userId: string,
  now: Date,
  { ExpressionAttributeValues: values, ...change }: Change,
  { client, users }: UsersStore,
): Promise<boolean> {
  try {
    await client.send(
      new UpdateCommand({
        TableName: users,
        Key: { pk: gateKey(userId) },
        ...change,
        ExpressionAttributeValues: { ...values, ':me': userId, ':expiresAt': gateExpiry(now) },
      }),
    );
    return true;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return false;
  }
}
