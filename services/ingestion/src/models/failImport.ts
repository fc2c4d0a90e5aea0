import { endedExpiry } from '@orderflow/domain';
import { store as defaultStore } from '../lib/store.ts';
import { changeImport } from './changeImport.ts';
import type { ImportItem, ImportStatus, ImportsStore } from './imports.ts';

const ENDED: ReadonlySet<ImportStatus> = new Set(['COMPLETED', 'FAILED', 'UNDOING', 'UNDONE']);

/**
 * Ends an import that comes to nothing more, if it still stands where the caller saw it; what it has created stays. It
 * is forgotten after 30 days, as its file is. One that has ended is left as it is.
 *
 * @returns the import as it is then.
 */
export async function failImport<T extends Pick<ImportItem, 'pk' | 'status'>>(
  item: T,
  reason: string,
  now: Date,
  store: ImportsStore = defaultStore,
): Promise<ImportItem | T> {
  if (ENDED.has(item.status)) return item;
  const failed = await changeImport(
    item.pk,
    {
      UpdateExpression: 'SET #status = :failed, reason = :reason, finishedAt = :now, expiresAt = :expiresAt',
      ConditionExpression: '#status = :seen',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ':failed': 'FAILED',
        ':seen': item.status,
        ':reason': reason,
        ':now': now.toISOString(),
        ':expiresAt': endedExpiry(now),
      },
    },
    store,
  );
  return failed ?? item;
}
