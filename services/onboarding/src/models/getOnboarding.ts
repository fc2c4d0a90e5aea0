import { GetCommand } from '@aws-sdk/lib-dynamodb';
import {
  attemptOf,
  type GateItem,
  gateKey,
  isEnded,
  isUserId,
  type UserItem,
  unknownUser,
} from '@orderflow/domain';
import { store as defaultStore, type Store } from '../lib/store.ts';
import { findOnboarding } from './onboarding.ts';
import { findUser } from './users.ts';
import { notBegun, type Onboarding, refused, toOnboarding } from './view.ts';

type ViewStore = Pick<Store, 'client' | 'onboarding' | 'users'>;

/**
 * The onboarding of a user's last sign-up. If a sign-up was refused after that, it says why.
 *
 * @throws RefusedError (not-found) when there is no such user.
 */
export async function getOnboarding(userId: string, store: ViewStore = defaultStore): Promise<Onboarding> {
  if (!isUserId(userId)) throw unknownUser();
  const [user, item] = await Promise.all([findUser(userId, store), findOnboarding(userId, store)]);
  if (user && !isEnded(user)) return current(user, item);
  const refusal = await refusalOf(userId, store);
  const isNews = refusal && refusal.at > (user?.endedAt ?? '');
  if (!user && !isNews) throw unknownUser();
  const last = user && current(user, item);
  return isNews ? refused(userId, refusal, last) : (last as Onboarding);
}

const current = (user: UserItem, item: Parameters<typeof toOnboarding>[0] | undefined): Onboarding =>
  item && attemptOf(item) === attemptOf(user) ? toOnboarding(item) : notBegun(user);

async function refusalOf(userId: string, { client, users }: ViewStore): Promise<GateItem['refusal']> {
  const { Item } = await client.send(new GetCommand({ TableName: users, Key: { pk: gateKey(userId) } }));
  return (Item as GateItem | undefined)?.refusal;
}
