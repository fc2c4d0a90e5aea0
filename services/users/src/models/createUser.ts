import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import {
  attemptOf,
  type Context,
  type EmailItem,
  endPending,
  type GateItem,
  isEnded,
  lockedSince,
  newUserItem,
  type Opening,
  openAccount,
  outboxEvent,
  signUpId,
  toUser,
  type User,
  type UserItem,
  userKey,
} from '@orderflow/domain';
import { existing, type TransactItem, transact } from '@orderflow/idempotency';
import type { CreateUser } from '@orderflow/validation';
import { store as defaultStore, type Store } from '../lib/store.ts';
import { countRefusal, MAX_REFUSALS, SignUpRefusedError } from './refusals.ts';
import { findUser } from './users.ts';

export interface CreatedUser {
  user: User;
  /** True if the same request succeeded before. Then `user` is the first answer. */
  replayed: boolean;
}

export interface SignUp extends CreateUser {
  /** The issuer says that the address is the caller's: a pending account gives it up. */
  proven?: boolean | undefined;
  /** The time of the request, RFC 3339; default: now. */
  requestedAt?: string | undefined;
}

/**
 * Others may change what was read, a few times: the account that holds the address may be confirmed or expire at this
 * moment.
 */
const MAX_ROUNDS = 5;

/** The changes of an attempt besides the new account: none in the first attempt. */
interface Way extends Pick<Opening, 'over' | 'from'> {
  attempt: number;
  also: TransactItem[];
}

/**
 * Creates the account of a person and takes the e-mail address for it, both or neither. A person has one account: the
 * key is the user id, so no idempotency key is needed. After an onboarding that expired or failed, the person starts
 * again.
 *
 * ```
 *  1  user, address and gate, if nothing is there             almost always: one call
 *  2  again, replacing what was found: the own account that ended, an address that nobody holds any more,
 *     or an address that a pending account must give up, because the token proves whose it is
 * ```
 *
 * @throws SignUpRefusedError when the account exists with other content, the address belongs to somebody else, the
 *   caller asked for too many that do, or was erased.
 */
export async function createUser(
  userId: string,
  signUp: SignUp,
  context: Context,
  store: Store = defaultStore,
): Promise<CreatedUser> {
  const { client, users: table } = store;
  const { now } = context;
  const { email, name, proven = false, requestedAt = now.toISOString() } = signUp;
  const maxRefusals = proven ? undefined : MAX_REFUSALS;
  let way: Way = { attempt: 1, also: [] };
  for (let round = 1; ; round++) {
    const item = newUserItem(userId, { email, name }, context, way.attempt);
    try {
      await transact(client, [
        ...openAccount(item, { table, now, over: way.over, from: way.from, maxRefusals }),
        ...way.also,
      ]);
      return { user: toUser(item), replayed: false };
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const found = obstacles(error);
      const done = earlier(item, found.user, requestedAt);
      if (done) return done;
      if (round === MAX_ROUNDS) throw error;
      way = await wayAround(item, way, found, proven, context, store);
    }
  }
}

interface Obstacles {
  user?: UserItem;
  email?: EmailItem;
  gate?: GateItem;
}

/** The reasons are in the order of the items. */
function obstacles({ CancellationReasons = [] }: TransactionCanceledException): Obstacles {
  const [user, email, gate] = CancellationReasons.map(({ Item }) => Item && unmarshall(Item));
  return { ...(user && { user }), ...(email && { email }), ...(gate && { gate }) } as Obstacles;
}

/**
 * The account that an earlier, equal request created. A request from before the end of its account is a late repeat,
 * not a new sign-up.
 */
function earlier(wanted: UserItem, user: UserItem | undefined, requestedAt: string): CreatedUser | undefined {
  if (!user || (isEnded(user) && (user.endedAt ?? '') < requestedAt)) return undefined;
  const { outcome, item } = existing(wanted, user);
  if (outcome === 'conflict') throw new SignUpRefusedError('OtherDetails');
  return { user: toUser({ ...wanted, status: 'ONBOARDING', createdAt: item.createdAt }), replayed: true };
}

/** What the next attempt changes. @throws SignUpRefusedError when there is no way around the obstacles. */
async function wayAround(
  { userId }: UserItem,
  tried: Way,
  { user, email, gate }: Obstacles,
  proven: boolean,
  context: Context,
  store: Store,
): Promise<Way> {
  const { now } = context;
  if (gate?.erasedAt && gate.erasedAt >= lockedSince(now)) throw new SignUpRefusedError('AccountErased');
  const counting = gate?.windowEndsAt && gate.windowEndsAt >= now.toISOString();
  if (!proven && counting && (gate.refusals ?? 0) >= MAX_REFUSALS) {
    throw new SignUpRefusedError('TooManyAttempts');
  }
  const over = user ?? tried.over;
  const ended = Math.max(tried.attempt - 1, over ? attemptOf(over) : 0, gate?.attempts ?? 0);
  const way: Way = { attempt: ended + 1, over, also: [] };
  if (!email) return way;

  const from = email.userId;
  const holder = await findUser(from, store);
  if (!holder || isEnded(holder)) return { ...way, from, also: [stillSo(from, holder, store.users)] };
  if (holder.status === 'ONBOARDING' && proven) {
    const event = outboxEvent('user.superseded.v1', signUpId(from, attemptOf(holder)), context);
    return { ...way, from, also: endPending(holder, 'FAILED', now, store.users, event) };
  }
  if (!proven) await countRefusal(userId, now, store);
  throw new SignUpRefusedError('EmailTaken');
}

/** The user who holds the address without a right to it must not sign up again at this moment. */
const stillSo = (userId: string, holder: UserItem | undefined, table: string): TransactItem => ({
  ConditionCheck: {
    TableName: table,
    Key: { pk: userKey(userId) },
    ...(holder
      ? {
          ConditionExpression: '#status = :status',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: { ':status': holder.status },
        }
      : { ConditionExpression: 'attribute_not_exists(pk)' }),
  },
});
