import { store as defaultStore } from '../lib/store.ts';
import { changeImport } from './changeImport.ts';
import type { ImportItem, ImportsStore } from './imports.ts';

/** Ends an import whose file cannot be imported; what it has created stays. One that has ended is left as it is. */
export async function failImport(
  item: ImportItem,
  reason: string,
  now: Date,
  store: ImportsStore = defaultStore,
): Promise<ImportItem> {
  const failed = await changeImport(
    item.pk,
    {
      UpdateExpression: 'SET #status = :failed, reason = :reason, finishedAt = :now',
      ConditionExpression: '#status = :processing',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ':failed': 'FAILED',
        ':processing': 'PROCESSING',
        ':reason': reason,
        ':now': now.toISOString(),
      },
    },
    store,
  );
  return failed ?? item;
}
