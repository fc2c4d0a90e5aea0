import { isRefusedByCondition, type TransactItem, transact } from '@orderflow/idempotency';
import { IMPORT, type ImportsStore } from './imports.ts';

/**
 * Counts a chunk once: one transaction writes its mark and changes its import.
 *
 * @param change of the import; its condition is that the import still does what the chunk was worked on for
 * @returns false when another attempt has counted it, or the condition does not hold
 */
export async function countChunk(
  mark: { pk: string; sk: string },
  change: Omit<NonNullable<TransactItem['Update']>, 'TableName' | 'Key'>,
  { client, imports }: ImportsStore,
): Promise<boolean> {
  try {
    await transact(client, [
      { Put: { TableName: imports, Item: mark, ConditionExpression: 'attribute_not_exists(pk)' } },
      { Update: { TableName: imports, Key: { pk: mark.pk, sk: IMPORT }, ...change } },
    ]);
    return true;
  } catch (error) {
    if (!isRefusedByCondition(error)) throw error;
    return false;
  }
}
