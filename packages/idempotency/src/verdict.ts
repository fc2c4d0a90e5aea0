import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { RefusedError } from '@orderflow/domain';
import { cancellationReasons, isFailedCondition, isInTheWay } from './cancellation.ts';
import type { Guard } from './plan.ts';

/** How one attempt to apply events in one transaction ended. */
export type Verdict<E> =
  | { kind: 'applied' }
  /** Guards found these events applied. */
  | { kind: 'duplicates'; known: Set<E> }
  /** Somebody else writes the same items now, or changed them since they were read. */
  | { kind: 'contended'; error: unknown }
  /** A transaction that can never succeed as it is, or cannot even be made. */
  | { kind: 'invalid'; error: unknown }
  /** The database cannot be reached or refuses work, after the SDK's own retries. */
  | { kind: 'unavailable'; error: unknown };

const CONTENTION_ERRORS = new Set(['TransactionInProgressException', 'IdempotentParameterMismatchException']);

/**
 * Reads a failed TransactWriteItems whose first items are the events' guards. A guard of many events that does not say
 * which of them are applied makes it invalid: halved, it comes down to guards of one.
 */
export function verdict<E>(error: unknown, guards: Guard<E>[]): Verdict<E> {
  if (error instanceof TransactionCanceledException) {
    const reasons = cancellationReasons(error);
    const codes = reasons.map(({ code }) => code);
    const refused = guards.flatMap((guard, index) => {
      const { code = '', item } = reasons[index] ?? {};
      return isFailedCondition(code) ? [{ guard, item }] : [];
    });
    if (refused.length > 0) {
      const known = refused.flatMap(({ guard: { events, applied }, item }) =>
        events.length === 1 ? events : ((item && applied?.(item)) ?? []),
      );
      return known.length > 0 ? { kind: 'duplicates', known: new Set(known) } : { kind: 'invalid', error };
    }
    const failures = codes.filter((code) => code !== 'None');
    const contended =
      failures.length > 0 && failures.every((code) => isFailedCondition(code) || isInTheWay(code));
    return { kind: contended ? 'contended' : 'invalid', error };
  }
  const name = error instanceof Error ? error.name : '';
  if (name === 'ValidationException') return { kind: 'invalid', error };
  if (CONTENTION_ERRORS.has(name)) return { kind: 'contended', error };
  // The SDK leaves `$metadata` on the error of every call. Without it, the plan or the marshalling of its items threw.
  const answered = error instanceof RefusedError || (error instanceof Error && '$metadata' in error);
  return { kind: answered ? 'unavailable' : 'invalid', error };
}
