import { store as defaultStore, type Store } from '../lib/store.ts';
import { changeImport } from './changeImport.ts';
import type { ImportItem, ImportsStore } from './imports.ts';
import { writeKept } from './writeRejects.ts';

/**
 * Ends an undo if all its chunks are done; leaves any other as it is. Like the completion of an import, it may be
 * repeated and run concurrently.
 *
 * @returns the import as it is afterwards.
 */
export async function completeUndo(
  item: ImportItem,
  now: Date,
  store: Pick<Store, 'client' | 'imports' | 's3' | 'bucket'> = defaultStore,
): Promise<ImportItem> {
  const { pk, status, undo } = item;
  if (status !== 'UNDOING' || !undo || undo.chunksDone !== undo.chunksTotal) return item;
  if (undo.kept > 0) await writeKept(item, store);
  const undone = await changeImport(
    pk,
    {
      UpdateExpression: 'SET #status = :undone, #undo.finishedAt = :now',
      ConditionExpression: '#status = :undoing',
      ExpressionAttributeNames: { '#status': 'status', '#undo': 'undo' },
      ExpressionAttributeValues: { ':undone': 'UNDONE', ':undoing': 'UNDOING', ':now': now.toISOString() },
    },
    store,
  );
  return undone ?? item;
}

/**
 * Ends an undo whose file is gone; what it has cancelled stays cancelled. The import is COMPLETED again. Another
 * request for the undo has it planned again, because the messages of its other chunks have done nothing meanwhile.
 */
export async function failUndo(item: ImportItem, reason: string, store: ImportsStore): Promise<ImportItem> {
  const failed = await changeImport(
    item.pk,
    {
      UpdateExpression: 'SET #status = :completed, undoReason = :reason REMOVE #undo.chunksTotal, #undo.sent',
      ConditionExpression: '#status = :undoing',
      ExpressionAttributeNames: { '#status': 'status', '#undo': 'undo' },
      ExpressionAttributeValues: { ':completed': 'COMPLETED', ':undoing': 'UNDOING', ':reason': reason },
    },
    store,
  );
  return failed ?? item;
}
