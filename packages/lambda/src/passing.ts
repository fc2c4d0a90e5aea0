import { LaterError, RefusedError } from '@orderflow/domain';
import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';

/** Reasons of a cancelled transaction that pass by themselves. */
const IN_THE_WAY = ['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'];

/** What an operator has broken and can mend: a permission, a key, a table or a queue that is gone. */
const OPERATORS = /^(AccessDenied|UnrecognizedClient|ExpiredToken|ResourceNotFound|QueueDoesNotExist|KMS)/i;

/** An error of an AWS call that may go well in a moment: throttling, contention, a fault or silence of the server. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof LaterError) return true;
  if (error instanceof RefusedError) return error.refusal === 'unavailable';
  if (error.name === 'TransactionConflictException') return true;
  const { CancellationReasons = [] } = error as { CancellationReasons?: { Code?: string }[] };
  if (CancellationReasons.some(({ Code = '' }) => IN_THE_WAY.includes(Code))) return true;
  const failure = error as Parameters<typeof isTransientError>[0];
  return isThrottlingError(failure) || isTransientError(failure) || isServerError(failure);
}

/**
 * Whether a message failed for a reason outside of it: an outage, or something that an operator has to mend. Any other
 * error is its own, and more patience would not help it: it cannot be read, is refused, or meets a bug.
 */
export const isOutage = (error: unknown): boolean =>
  isPassing(error) || (error instanceof Error && '$metadata' in error && OPERATORS.test(error.name));
