import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';

const CONDITION_FAILED = 'ConditionalCheckFailed';

/** Codes of temporary reasons: others write the same items, or use up the table's throughput. */
const OTHERS_IN_THE_WAY = new Set([
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
]);

/**
 * Why a TransactWriteItems was cancelled: one code per item, in the order of the items. `None` means that the item was
 * not the reason. Empty for any other error.
 */
export const cancellationCodes = (error: unknown): string[] =>
  error instanceof TransactionCanceledException
    ? (error.CancellationReasons ?? []).map(({ Code }) => Code ?? 'None')
    : [];

export const isFailedCondition = (code: string): boolean => code === CONDITION_FAILED;
export const isInTheWay = (code: string): boolean => OTHERS_IN_THE_WAY.has(code);

/** True if a failed condition caused the error, in a transaction or in a single write. */
export const isRefusedByCondition = (error: unknown): boolean =>
  error instanceof ConditionalCheckFailedException || cancellationCodes(error).some(isFailedCondition);
