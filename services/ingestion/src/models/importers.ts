import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { type UserItem, userKey } from '@orderflow/domain';
import { env } from '@orderflow/lambda';
import type { Store } from '../lib/store.ts';

/** The caller who asks for an import. */
export interface Importer {
  principal: string;
  scopes: ReadonlySet<string>;
}

/** The scope that allows importing orders of others, on a stage that requires it. */
const FOR_OTHERS = 'imports:for-others';

/** By IMPORTS_FOR of the stage: `anyone`, `self`, or `scope`, which requires {@link FOR_OTHERS}. */
export function mayImportForOthers(scopes: ReadonlySet<string>): boolean {
  const setting = env('IMPORTS_FOR');
  return setting === 'anyone' || (setting === 'scope' && scopes.has(FOR_OTHERS));
}

/** Whether a mail can be sent to this caller: their account is ACTIVE. A machine has no account. */
export async function hasConfirmedAddress(
  principal: string,
  { client, users }: Pick<Store, 'client' | 'users'>,
): Promise<boolean> {
  const { Item } = await client.send(
    new GetCommand({ TableName: users, Key: { pk: userKey(principal) }, ConsistentRead: true }),
  );
  return (Item as UserItem | undefined)?.status === 'ACTIVE';
}
