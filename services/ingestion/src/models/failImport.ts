import { endedExpiry, outboxEvent } from '@orderflow/domain';
import { type TraceContext, traceOf } from '@orderflow/tracing';
import { store as defaultStore } from '../lib/store.ts';
import { changeImport } from './changeImport.ts';
import type { ImportItem, ImportStatus, ImportsStore } from './imports.ts';

const ENDED: ReadonlySet<ImportStatus> = new Set(['COMPLETED', 'FAILED', 'UNDOING', 'UNDONE']);

/** Its own id stands for the correlation id where that is not at hand, and its end is of no trace then. */
type Failing = Pick<ImportItem, 'pk' | 'status'> & Partial<Pick<ImportItem, 'correlationId'>> & TraceContext;

/**
 * Ends an import that comes to nothing more, if it still stands where the caller saw it; what it has created stays. It
 * is forgotten after 30 days, as its file is. One that has ended is left as it is.
 *
 * @returns the import as it is then.
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
