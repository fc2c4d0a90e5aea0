import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { BusyError } from './busyError.ts';
import { cancellationCodes, isFailedCondition, isInTheWay } from './cancellation.ts';

/** How one attempt to apply events in one transaction ended. */
export type Verdict =
  | { kind: 'applied' }
  /** The events of the guards at these positions were applied before. */
  | { kind: 'duplicates'; indexes: Set<number> }
  /** Others are writing the same items, or have changed them since they were read. */
  | { kind: 'contended'; error: unknown }
  /** A transaction that can never succeed as it is, or cannot even be made. */
  | { kind: 'invalid'; error: unknown }
  /** The database cannot be reached or refuses work, after the SDK's own retries. */
  | { kind: 'unavailable'; error: unknown };

const CONTENTION_ERRORS = new Set(['TransactionInProgressException', 'IdempotentParameterMismatchException']);

/** The verdict on a failed TransactWriteItems. Its first `guards` items are the guards of the events. */
export function verdict(error: unknown, guards: number): Verdict {
  if (error instanceof TransactionCanceledException) {
    const codes = cancellationCodes(error);
    const indexes = new Set(
      codes.slice(0, guards).flatMap((code, index) => (isFailedCondition(code) ? [index] : [])),
    );
    if (indexes.size > 0) return { kind: 'duplicates', indexes };
    const failures = codes.filter((code) => code !== 'None');
    const contended =
      failures.length > 0 && failures.every((code) => isFailedCondition(code) || isInTheWay(code));
    return { kind: contended ? 'contended' : 'invalid', error };
  }
  const name = error instanceof Error ? error.name : '';
  if (name === 'ValidationException') return { kind: 'invalid', error };
  if (CONTENTION_ERRORS.has(name)) return { kind: 'contended', error };
  // The SDK leaves `$metadata` on the error of every call. Without it, the plan or the marshalling of its items threw.
  const answered = error instanceof BusyError || (error instanceof Error && '$metadata' in error);
  return { kind: answered ? 'unavailable' : 'invalid', error };
}
