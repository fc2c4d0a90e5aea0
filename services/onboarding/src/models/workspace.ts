import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { UserItem } from '@orderflow/domain';
import type { TransactItem } from '@orderflow/idempotency';
import { WorkspaceRefusedError } from './errors.ts';
import { type OnboardingStore, partitionOf } from './onboarding.ts';

/** An item of a workspace: the workspace itself, or one of the tasks on its getting-started list. */
export interface WorkspaceItem {
  pk: string;
  /** `workspace`, or `workspace#task#<number>`. */
  sk: string;
  title: string;
  createdAt: string;
}

const WORKSPACE = 'workspace';

/** The first tasks in a new workspace. */
const FIRST_TASKS = [
  'Confirm your e-mail address',
  'Put your first product on the shelf',
  'Place your first order',
];

/**
 * Mailboxes of an organisation, not of a person: RFC 2142, sections 4 and 5. Their readers change, so none can own a
 * workspace.
 */
const ROLE_MAILBOXES = new Set([
  'abuse',
  'noc',
  'security',
  'postmaster',
  'hostmaster',
  'usenet',
  'news',
  'webmaster',
  'www',
  'uucp',
  'ftp',
]);

/** @throws WorkspaceRefusedError when the user's e-mail address belongs to a role. */
export function newWorkspace({ userId, email, name }: UserItem, now: Date): WorkspaceItem[] {
  const mailbox = email.slice(0, email.lastIndexOf('@')).toLowerCase();
  if (ROLE_MAILBOXES.has(mailbox)) {
    throw new WorkspaceRefusedError('a role mailbox (RFC 2142) cannot own a workspace');
  }
  const common = { pk: partitionOf(userId), createdAt: now.toISOString() };
  return [
    { ...common, sk: WORKSPACE, title: `Workspace of ${name}` },
    ...FIRST_TASKS.map((title, index) => ({ ...common, sk: `${WORKSPACE}#task#${index + 1}`, title })),
  ];
}

/** All items of a user's workspace, also those of an earlier version. */
export async function findWorkspace(
  userId: string,
  { client, onboarding }: OnboardingStore,
): Promise<WorkspaceItem[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: onboarding,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :workspace)',
      ExpressionAttributeValues: { ':pk': partitionOf(userId), ':workspace': WORKSPACE },
      ConsistentRead: true,
    }),
  );
  return Items as WorkspaceItem[];
}

export const added = (item: WorkspaceItem, table: string): TransactItem => ({
  Put: { TableName: table, Item: item, ConditionExpression: 'attribute_not_exists(pk)' },
});

export const removed = ({ pk, sk }: WorkspaceItem, table: string): TransactItem => ({
  Delete: { TableName: table, Key: { pk, sk } },
});
