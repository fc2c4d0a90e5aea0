import type { SQSClient } from '@aws-sdk/client-sqs';
import { RefusedError } from '@orderflow/domain';
import { sqsClient } from '@orderflow/lambda';
import { store as defaultStore, type Store } from '../lib/store.ts';
import { changeImport } from './changeImport.ts';
import { type Importer, mayImportForOthers } from './importers.ts';
import { getImport, type ImportItem, SHARED, type Undo } from './imports.ts';
import { planAgain } from './planAgain.ts';

const client = sqsClient();

/**
 * Cancels the orders that an import created, except those that have left. The upload is the list of them: it is queued
 * to be planned again. If an attempt dies before that, its caller repeats it. An upload that is queued twice is planned
 * once.
 *
 * @returns the import as it is afterwards.
 * @throws RefusedError (not-found); (conflict) when it is not complete; (forbidden) for a file that no request
 * announced, on a stage where callers import only for themselves.
 */
export async function undoImport(
  importId: string | undefined,
  { principal, scopes }: Importer,
  now: Date,
  store: Pick<Store, 'client' | 'imports' | 'bucket'> = defaultStore,
  sqs: Pick<SQSClient, 'send'> = client,
): Promise<ImportItem> {
  const seen = await getImport(importId, principal, store);
  if (seen.owner === SHARED && !mayImportForOthers(scopes)) {
    throw new RefusedError('forbidden', 'This import is not yours: on this stage you undo your own only');
  }
  const item = seen.status === 'COMPLETED' ? await start(seen, now, store) : seen;
  if (item.status !== 'UNDOING' && item.status !== 'UNDONE') {
    throw new RefusedError('conflict', `An import that is ${item.status} cannot be undone`);
  }
  if (item.status === 'UNDOING' && item.undo?.chunksTotal === undefined && item.upload) {
    await planAgain(item.upload, store.bucket, sqs);
  }
  return item;
}

/** An undo that failed goes on with what is left. */
async function start(
  item: ImportItem,
  now: Date,
  store: Pick<Store, 'client' | 'imports'>,
): Promise<ImportItem> {
  const fresh: Undo = { cancelled: 0, ended: 0, kept: 0, chunksDone: 0, startedAt: now.toISOString() };
  const started = await changeImport(
    item.pk,
    {
      UpdateExpression: 'SET #status = :undoing, #undo = if_not_exists(#undo, :fresh) REMOVE undoReason',
      ConditionExpression: '#status = :completed',
      ExpressionAttributeNames: { '#status': 'status', '#undo': 'undo' },
      ExpressionAttributeValues: { ':undoing': 'UNDOING', ':completed': 'COMPLETED', ':fresh': fresh },
    },
    store,
  );
  return started ?? item;
}
