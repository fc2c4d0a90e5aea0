import type { UserStatus } from '@orderflow/validation';
import { endedExpiry, gateExpiry, gateKey, lockedSince } from './gate.ts';
import { type EmailItem, emailKey, type UserItem, userKey } from './user.ts';

/** The number of the person's sign-up, from 1. Accounts of the first version do not store it; they count as 1. */
export const attemptOf = ({ attempt }: { attempt?: number }): number => attempt ?? 1;

/** Condition: the item belongs to sign-up `:attempt`. */
export const ofAttempt = (attempt: number): string =>
  attempt === 1 ? '(attribute_not_exists(attempt) OR attempt = :attempt)' : 'attempt = :attempt';

/** True if the onboarding ended without an active account. */
export const isEnded = ({ status }: { status: UserStatus }): boolean =>
  status === 'EXPIRED' || status === 'FAILED';

export interface Opening {
  table: string;
  now: Date;
  /** The same person's account whose onboarding ended. The new account replaces it. */
  over?: UserItem | undefined;
  /** The user who holds the address without a right to it. */
  from?: string | undefined;
  /** Refusals allowed in one window; default: no limit. */
  maxRefusals?: number | undefined;
}

/**
 * The items of the transaction that opens an account and takes its address: user, address and gate. An item whose
 * condition fails returns what is stored.
 */
export function openAccount(
  item: UserItem,
  { table, now, over, from, maxRefusals = Number.MAX_SAFE_INTEGER }: Opening,
) {
  const email: EmailItem = { pk: emailKey(item.email), userId: item.userId };
  const tells = { TableName: table, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;
  const user = over
    ? {
        ConditionExpression: `#status = :status AND ${ofAttempt(attemptOf(over))}`,
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':status': over.status, ':attempt': attemptOf(over) },
      }
    : { ConditionExpression: 'attribute_not_exists(pk)' };
  return [
    { Put: { ...tells, Item: item, ...user } },
    {
      Put: {
        ...tells,
        Item: email,
        ConditionExpression: `attribute_not_exists(pk) OR userId = :me${from === undefined ? '' : ' OR userId = :from'}`,
        ExpressionAttributeValues: { ':me': item.userId, ...(from === undefined ? {} : { ':from': from }) },
      },
    },
    {
      ConditionCheck: {
        ...tells,
        Key: { pk: gateKey(item.userId) },
        ConditionExpression:
          'attribute_not_exists(pk) OR ((attribute_not_exists(attempts) OR attempts < :attempt)' +
          ' AND (attribute_not_exists(erasedAt) OR erasedAt < :lockedSince)' +
          ' AND (attribute_not_exists(windowEndsAt) OR windowEndsAt < :now OR refusals < :max))',
        ExpressionAttributeValues: {
          ':attempt': attemptOf(item),
          ':lockedSince': lockedSince(now),
          ':now': now.toISOString(),
          ':max': maxRefusals,
        },
      },
    },
  ];
}

/**
 * The items of the transaction that ends a pending account. They set its status and keep the number of its sign-up, so
 * that no later sign-up reuses it. They do not release the address: see {@link releaseAddress}.
 */
export function endPending(
  user: UserItem,
  status: 'EXPIRED' | 'FAILED',
  now: Date,
  table: string,
  event?: UserItem['event'],
) {
  const attempt = attemptOf(user);
  return [
    {
      Update: {
        TableName: table,
        Key: { pk: userKey(user.userId) },
        UpdateExpression: `SET #status = :status, endedAt = :now, expiresAt = :expiresAt${event ? ', #event = :event' : ''}`,
        ConditionExpression: `#status = :onboarding AND ${ofAttempt(attempt)}`,
        ExpressionAttributeNames: { '#status': 'status', ...(event ? { '#event': 'event' } : {}) },
        ExpressionAttributeValues: {
          ':status': status,
          ':onboarding': 'ONBOARDING',
          ':attempt': attempt,
          ':now': now.toISOString(),
          ':expiresAt': endedExpiry(now),
          ...(event ? { ':event': event } : {}),
        },
      },
    },
    attemptEnded(user.userId, attempt, now, table),
  ];
}

/** Gives an address back, if it is still this person's. */
export const releaseAddress = ({ userId, email }: Pick<UserItem, 'userId' | 'email'>, table: string) => ({
  Delete: {
    TableName: table,
    Key: { pk: emailKey(email) },
    ConditionExpression: 'attribute_not_exists(pk) OR userId = :me',
    ExpressionAttributeValues: { ':me': userId },
  },
});

const attemptEnded = (userId: string, attempt: number, now: Date, table: string) => ({
  Update: {
    TableName: table,
    Key: { pk: gateKey(userId) },
    UpdateExpression: 'SET userId = :me, attempts = :attempt, expiresAt = :expiresAt',
    ExpressionAttributeValues: { ':me': userId, ':attempt': attempt, ':expiresAt': gateExpiry(now) },
  },
});
