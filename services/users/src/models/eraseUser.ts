import { GetCommand } from '@aws-sdk/lib-dynamodb';
import {
  attemptOf,
  type Context,
  type GateItem,
  gateExpiry,
  gateKey,
  isEnded,
  lockedSince,
  ofAttempt,
  outboxEvent,
  releaseAddress,
  signUpId,
  type UserItem,
  userKey,
} from '@orderflow/domain';
import { isRefusedByCondition, type TransactItem, transact } from '@orderflow/idempotency';
import { store as defaultStore, type Store } from '../lib/store.ts';
import { findUser } from './users.ts';

/** Between the read and the write, the person may sign up or the onboarding may end: a few times at most. */
const MAX_ROUNDS = 5;

/**
 * Erases a person: deletes the account and releases its address. The person's gate keeps others from bringing data
 * back, and its event tells every other service. A person without an account can be erased, too, because they may have
 * orders. A repeat changes nothing.
 *
 * @returns the time of the erasure, RFC 3339
 */
export async function eraseUser(
  userId: string,
  context: Context,
  store: Store = defaultStore,
): Promise<string> {
  for (let round = 1; ; round++) {
    const [user, gate] = await Promise.all([findUser(userId, store), findGate(userId, store)]);
    if (gate?.erasedAt && gate.erasedAt >= lockedSince(context.now)) return gate.erasedAt;
    try {
      await transact(store.client, [
        closed(userId, user, gate, context, store.users),
        ...accountGone(userId, user, store.users),
      ]);
      return context.now.toISOString();
    } catch (error) {
      if (!isRefusedByCondition(error) || round === MAX_ROUNDS) throw error;
    }
  }
}

async function findGate(
  userId: string,
  { client, users }: Store = defaultStore,
): Promise<GateItem | undefined> {
  const { Item } = await client.send(
    new GetCommand({ TableName: users, Key: { pk: gateKey(userId) }, ConsistentRead: true }),
  );
  return Item as GateItem | undefined;
}

/** The gate of a person who was erased. Each erasure has a number of its own, like each sign-up. */
function closed(
  userId: string,
  user: UserItem | undefined,
  gate: GateItem | undefined,
  context: Context,
  table: string,
): TransactItem {
  const before = gate?.attempts;
  const attempts = user ? attemptOf(user) : (before ?? 0) + 1;
  return {
    Update: {
      TableName: table,
      Key: { pk: gateKey(userId) },
      UpdateExpression:
        'SET userId = :me, attempts = :attempts, erasedAt = :now, #event = :event, expiresAt = :expiresAt' +
        ' REMOVE refusals, windowEndsAt, refusal',
      ConditionExpression: before === undefined ? 'attribute_not_exists(attempts)' : 'attempts = :before',
      ExpressionAttributeNames: { '#event': 'event' },
      ExpressionAttributeValues: {
        ':me': userId,
        ':attempts': attempts,
        ':now': context.now.toISOString(),
        ':event': outboxEvent('user.erased.v1', signUpId(userId, attempts), context),
        ':expiresAt': gateExpiry(context.now),
        ...(before === undefined ? {} : { ':before': before }),
      },
    },
  };
}

function accountGone(userId: string, user: UserItem | undefined, table: string): TransactItem[] {
  const Key = { pk: userKey(userId) };
  if (!user) {
    return [{ ConditionCheck: { TableName: table, Key, ConditionExpression: 'attribute_not_exists(pk)' } }];
  }
  const attempt = attemptOf(user);
  const account = {
    TableName: table,
    Key,
    ConditionExpression: `attribute_exists(pk) AND ${ofAttempt(attempt)}`,
    ExpressionAttributeValues: { ':attempt': attempt },
  };
  // The address of an account that has ended may belong to somebody else by now.
  return [{ Delete: account }, ...(isEnded(user) ? [] : [releaseAddress(user, table)])];
}
