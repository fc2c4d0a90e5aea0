import type { ImportChunk } from '@orderflow/validation';
import { store as defaultStore } from '../lib/store.ts';
import { countChunk } from './countChunk.ts';
import { type ChunkItem, chunkKey, type ImportsStore, type RowCounts } from './imports.ts';
import { passOf } from './pass.ts';

/**
 * Counts a chunk, once: its mark and the import's counters change in one transaction, while the import is PROCESSING.
 * A chunk that another attempt has counted, and an import that has ended, are left as they are.
 *
 * @returns whether this attempt counted it.
 */
export async function commitChunk(
  { importId, index, start, end, dryRun }: ImportChunk,
  {
    read,
    created,
    duplicate,
    rejected,
    ...more
  }: RowCounts & Pick<ChunkItem, 'sums' | 'sample' | 'expiresAt'>,
  now: Date,
  store: ImportsStore = defaultStore,
): Promise<boolean> {
  const mark: ChunkItem = {
    pk: importId,
    sk: chunkKey(index, dryRun),
    read,
    created,
    duplicate,
    rejected,
    ...more,
  };
  return countChunk(
    mark,
    {
      UpdateExpression:
        'SET progressAt = :now ADD #read :read, created :created, duplicate :duplicate, rejected :rejected, bytesDone :bytes, chunksDone :one',
      ConditionExpression: `#status = :processing AND ${passOf({ dryRun: dryRun === true })}`,
      ExpressionAttributeNames: { '#read': 'read', '#status': 'status' },
      ExpressionAttributeValues: {
        ':read': read,
        ':created': created,
        ':duplicate': duplicate,
        ':rejected': rejected,
        ':bytes': end - start,
        ':one': 1,
        ':now': now.toISOString(),
        ':processing': 'PROCESSING',
      },
    },
    store,
  );
}
