import { endedExpiry, outboxEvent } from '@orderflow/domain';
import { traceOf } from '@orderflow/tracing';
import { store as defaultStore, type Store } from '../lib/store.ts';
import { changeImport } from './changeImport.ts';
import type { ImportItem } from './imports.ts';
import { passOf } from './pass.ts';
import { previewOf } from './preview.ts';
import { writeRejects } from './writeRejects.ts';

/**
 * Completes an import if all its chunks are done; leaves any other as it is. Every executor that may have been the last
 * calls this. It may be repeated and run concurrently: all runs write the same rejects file before one of them changes
 * the status and announces it.
 *
 * @returns the import as it is afterwards.
 */
export async function completeImport(
  item: ImportItem,
  now: Date,
  store: Pick<Store, 'client' | 'imports' | 's3' | 'bucket'> = defaultStore,
): Promise<ImportItem> {
  if (item.status !== 'PROCESSING' || item.chunksDone !== item.chunksTotal) return item;
  if (item.rejected > 0) await writeRejects(item, store);
  if (item.dryRun) return endDryRun(item, now, store);
  const { pk, correlationId } = item;
  const completed = await changeImport(
    pk,
    {
      UpdateExpression: 'SET #status = :completed, finishedAt = :now, #event = :event',
      ConditionExpression: `#status = :processing AND ${passOf(item)}`,
      ExpressionAttributeNames: { '#status': 'status', '#event': 'event' },
      ExpressionAttributeValues: {
        ':completed': 'COMPLETED',
        ':processing': 'PROCESSING',
        ':now': now.toISOString(),
        ':event': outboxEvent('import.completed.v1', pk, { correlationId, now, ...traceOf(item) }),
      },
    },
    store,
  );
  return completed ?? item;
}

/** The import waits to be committed; it expires when its file does. */
async function endDryRun(
  item: ImportItem,
  now: Date,
  store: Pick<Store, 'client' | 'imports'>,
): Promise<ImportItem> {
  const previewed = await changeImport(
    item.pk,
    {
      UpdateExpression:
        'SET #status = :previewed, preview = :preview, finishedAt = :now, expiresAt = :expiresAt',
      ConditionExpression: `#status = :processing AND ${passOf(item)}`,
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ':previewed': 'PREVIEWED',
        ':processing': 'PROCESSING',
        ':preview': await previewOf(item.pk, item, store),
        ':now': now.toISOString(),
        ':expiresAt': endedExpiry(now),
      },
    },
    store,
  );
  return previewed ?? item;
}
