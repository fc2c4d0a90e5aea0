import type { SQSClient } from '@aws-sdk/client-sqs';
import { RefusedError } from '@orderflow/domain';
import { sqsClient } from '@orderflow/lambda';
import { store as defaultStore, type Store } from '../lib/store.ts';
import { changeImport } from './changeImport.ts';
import { getImport, type ImportItem } from './imports.ts';
import { planAgain } from './planAgain.ts';

const client = sqsClient();

/**
 * Imports what was previewed, from the same upload. First the import starts again, then its upload is queued to be
 * planned. If an attempt dies in between, its caller repeats it. An upload that is queued twice is planned once.
 *
 * @returns the import as it is afterwards.
 * @throws RefusedError (not-found); (conflict) when there is no preview to commit.
 */
export async function commitImport(
  importId: string | undefined,
  principal: string,
  now: Date,
  store: Pick<Store, 'client' | 'imports' | 'bucket'> = defaultStore,
  sqs: Pick<SQSClient, 'send'> = client,
): Promise<ImportItem> {
  const seen = await getImport(importId, principal, store);
  const item = seen.status === 'PREVIEWED' ? await start(seen, now, store) : seen;
  if (!item.committed) {
    const why = item.dryRun ? 'has no preview yet' : 'is no preview';
    throw new RefusedError('conflict', `An import that ${why} (${item.status}) cannot be committed`);
  }
  if (item.status === 'PROCESSING' && item.chunksTotal === undefined && item.upload) {
    await planAgain(item.upload, store.bucket, sqs);
  }
  return item;
}

async function start(
  item: ImportItem,
  now: Date,
  store: Pick<Store, 'client' | 'imports'>,
): Promise<ImportItem> {
  const started = await changeImport(
    item.pk,
    {
      UpdateExpression:
        'SET #status = :processing, committed = :true, startedAt = :now, previewChunks = chunksTotal, #read = :none, created = :none, duplicate = :none, rejected = :none, bytesDone = :none, chunksDone = :none REMOVE dryRun, chunksTotal, sent, progressAt, finishedAt, expiresAt, preview.rejects',
      ConditionExpression: '#status = :previewed',
      ExpressionAttributeNames: { '#status': 'status', '#read': 'read' },
      ExpressionAttributeValues: {
        ':processing': 'PROCESSING',
        ':previewed': 'PREVIEWED',
        ':true': true,
        ':now': now.toISOString(),
        ':none': 0,
      },
    },
    store,
  );
  return started ?? item;
}
