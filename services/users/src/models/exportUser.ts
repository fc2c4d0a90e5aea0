import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { toUser, type User, unknownUser, userKey } from '@orderflow/domain';
import { store as defaultStore, type Store } from '../lib/store.ts';
import { type Listed, pageOf } from './exportLists.ts';
import { pick } from './pick.ts';
import { findUser } from './users.ts';

/** The attributes of an onboarding and its workspace in an export: no token, no hash, no event. */
const ONBOARDING = ['status', 'step', 'steps', 'startedAt', 'confirmedAt'];
const WORKSPACE = ['title', 'createdAt'];

/** A page of the data about a person. The first page has the person, all pages have orders and imports. */
export interface Export extends Listed {
  user?: User;
  onboarding?: object;
  workspace?: object[];
  /** How the person's files are read, by name. */
  importTemplates?: Record<string, object>;
}

/**
 * The data about a person, a page at a time: an answer of an HTTP API has 10 MB and 30 seconds at most
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html), and a person may have a million
 * orders.
 *
 * @throws RefusedError (not-found) when there is no data.
 */
export async function exportUser(
  userId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  store: Store = defaultStore,
): Promise<Export> {
  const [person, page] = await Promise.all([
    cursor === undefined ? personOf(userId, store) : {},
    pageOf(userId, { limit, cursor }, store),
  ]);
  const found: Export = { ...person, ...page };
  const isEmpty =
    !found.user &&
    !found.onboarding &&
    !found.importTemplates &&
    found.orders.length + found.imports.length === 0;
  if (cursor === undefined && isEmpty) throw unknownUser();
  return found;
}

async function personOf(userId: string, store: Store): Promise<Omit<Export, keyof Listed>> {
  const [user, below, importTemplates] = await Promise.all([
    findUser(userId, store),
    onboardingOf(userId, store),
    templatesOf(userId, store),
  ]);
  const onboarding = below.find(({ sk }) => sk === 'onboarding');
  const workspace = below.filter(({ sk }) => String(sk).startsWith('workspace'));
  return {
    ...(user && { user: toUser(user) }),
    ...(onboarding && { onboarding: pick(onboarding, ONBOARDING) }),
    workspace: workspace.map((item) => pick(item, WORKSPACE)),
    ...(importTemplates && { importTemplates }),
  };
}

async function templatesOf(
  userId: string,
  { client, imports }: Store,
): Promise<Record<string, object> | undefined> {
  const Key = { pk: userKey(userId), sk: 'templates' };
  const { Item } = await client.send(new GetCommand({ TableName: imports, Key, ConsistentRead: true }));
  return Item?.['templates'];
}

/** The items of the onboarding service for a person: the onboarding, and a workspace of a few items. */
async function onboardingOf(
  userId: string,
  { client, onboarding }: Store,
): Promise<Record<string, unknown>[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: onboarding,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': userKey(userId) },
      ConsistentRead: true,
    }),
  );
  return Items;
}
