import { LaterError, RefusedError } from '@orderflow/domain';
import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';

/** Temporary reasons of a cancelled transaction. */
const IN_THE_WAY = ['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'];

/** Errors that an operator has caused and can fix: a missing permission, key, table or queue. */
const OPERATORS = /^(AccessDenied|UnrecognizedClient|ExpiredToken|ResourceNotFound|QueueDoesNotExist|KMS)/i;

/** True if a retry in a moment may succeed: after throttling, contention, a server error or a timeout. */
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
 * True if a message failed for an external reason: an outage, or something that an operator has to fix. Otherwise
 * waiting does not help: the message cannot be read, is refused, or meets a bug.
 */
export const isOutage = (error: unknown): boolean =>
  isPassing(error) || (error instanceof Error && '$metadata' in error && OPERATORS.test(error.name));
