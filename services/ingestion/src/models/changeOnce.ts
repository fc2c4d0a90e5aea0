import { isRefusedByCondition, type TransactItem, transact } from '@orderflow/idempotency';
import { IMPORT, type ImportsStore } from './imports.ts';

/**
 * Changes an import under a condition, in a transaction. If the answer is lost, the SDK retries with the same request
 * token and gets the same answer. A plain update would find its own change on the retry, and take it for somebody
 * else's.
 *
 * @returns false when the condition does not hold.
 */
export async function changeOnce(
  importId: string,
  change: Omit<NonNullable<TransactItem['Update']>, 'TableName' | 'Key'>,
  { client, imports }: ImportsStore,
): Promise<boolean> {
  try {
    await transact(client, [
      { Update: { TableName: imports, Key: { pk: importId, sk: IMPORT }, ...change } },
    ]);
    return true;
  } catch (error) {
    if (!isRefusedByCondition(error)) throw error;
    return false;
  }
}
