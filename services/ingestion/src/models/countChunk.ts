import { isRefusedByCondition, type TransactItem, transact } from '@orderflow/idempotency';
import { IMPORT, type ImportsStore } from './imports.ts';

/**
 * Counts a chunk once: its mark is made and its import changed in one transaction.
 *
 * @param change of the import, under the condition that it is still at what the chunk was worked on for
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
