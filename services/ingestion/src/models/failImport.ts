import { endedExpiry, outboxEvent } from '@orderflow/domain';
import { type TraceContext, traceOf } from '@orderflow/tracing';
import { store as defaultStore } from '../lib/store.ts';
import { changeImport } from './changeImport.ts';
import type { ImportItem, ImportStatus, ImportsStore } from './imports.ts';

const ENDED: ReadonlySet<ImportStatus> = new Set(['COMPLETED', 'FAILED', 'UNDOING', 'UNDONE']);

/** Without a correlation id, the import's own id stands in for it, and its end belongs to no trace. */
type Failing = Pick<ImportItem, 'pk' | 'status'> & Partial<Pick<ImportItem, 'correlationId'>> & TraceContext;

/**
 * Fails an import, if it still has the status that the caller saw; orders that it created stay. It expires after 30
 * days, as its file does. An import that has ended is left as it is.
 *
 * @returns the import as it is afterwards.
 */
export async function failImport<T extends Failing>(
  item: T,
  reason: string,
  now: Date,
  store: ImportsStore = defaultStore,
): Promise<ImportItem | T> {
  if (ENDED.has(item.status)) return item;
  const { pk, correlationId = pk } = item;
  const failed = await changeImport(
    pk,
    {
      UpdateExpression:
        'SET #status = :failed, reason = :reason, finishedAt = :now, expiresAt = :expiresAt, #event = :event',
      ConditionExpression: '#status = :seen',
      ExpressionAttributeNames: { '#status': 'status', '#event': 'event' },
      ExpressionAttributeValues: {
        ':failed': 'FAILED',
        ':seen': item.status,
        ':reason': reason,
        ':now': now.toISOString(),
        ':expiresAt': endedExpiry(now),
        ':event': outboxEvent('import.failed.v1', pk, { correlationId, now, ...traceOf(item) }),
      },
    },
    store,
  );
  return failed ?? item;
}
