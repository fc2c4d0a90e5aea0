import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';

const CONDITION_FAILED = 'ConditionalCheckFailed';

/** Codes of reasons that pass by themselves: others write the same items, or take the table's throughput. */
const OTHERS_IN_THE_WAY = new Set([
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
]);

/**
 * Why a TransactWriteItems was cancelled: a code for each of its items, in their order, `None` for those that were not
 * the reason. Empty for any other error.
 */
export const cancellationCodes = (error: unknown): string[] =>
  error instanceof TransactionCanceledException
    ? (error.CancellationReasons ?? []).map(({ Code }) => Code ?? 'None')
    : [];

export const isFailedCondition = (code: string): boolean => code === CONDITION_FAILED;
export const isInTheWay = (code: string): boolean => OTHERS_IN_THE_WAY.has(code);

/** Whether a condition of an item refused the transaction, or the single write. */
export const isRefusedByCondition = (error: unknown): boolean =>
  error instanceof ConditionalCheckFailedException || cancellationCodes(error).some(isFailedCondition);
