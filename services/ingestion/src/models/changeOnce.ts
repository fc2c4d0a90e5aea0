import { isRefusedByCondition, type TransactItem, transact } from '@orderflow/idempotency';
import { IMPORT, type ImportsStore } from './imports.ts';

/**
 * Changes an import under a condition, in a transaction: where its answer is lost, the SDK asks again under the same
 * request token and is told the same. A plain update would then find its own change, as if somebody else had been first.
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
