/** Records of one shard that are delivered together, with their attempts so far. */
export interface Delivery<T> {
  records: readonly T[];
  /** Retries used up, of the mapping's MaximumRetryAttempts. */
  retries: number;
  /** Invocations these records took part in. */
  invocations: number;
}

/** The failure of a batch: the index of the first failed record, and whether the function itself reported it. */
export interface BatchFailure {
  firstFailed: number;
  reported: boolean;
}

export interface RetryPolicy {
  maximumRetryAttempts: number;
  bisect: boolean;
}

/** What follows a failed delivery: deliveries to try in this order, or records to give up. */
export type NextStep<T> = { retry: Delivery<T>[] } | { discard: Delivery<T> };

/**
 * Decides how a failed batch of a stream goes on.
 *
 * - Without bisecting, everything from the first failed record on is tried again and uses up one retry.
 * - With bisecting, a batch that failed as a whole is cut into two halves. A partial response cuts it at the record that it
 *   names. Neither uses up a retry. If a partial response names the first record, nothing succeeded, so the whole batch
 *   counts as failed: halving finds the bad record without giving up its neighbours.
 * - When no retry is left, the records still failing are given up together.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export function afterFailure<T>(
  delivery: Delivery<T>,
  failure: BatchFailure,
  policy: RetryPolicy,
): NextStep<T> {
  const firstFailed = failure.reported ? failure.firstFailed : 0;
  const rest = { ...delivery, records: delivery.records.slice(firstFailed) };
  if (policy.bisect && firstFailed > 0) return { retry: [rest] };
  if (policy.bisect && rest.records.length > 1) {
    const middle = Math.ceil(rest.records.length / 2);
    return {
      retry: [
        { ...rest, records: rest.records.slice(0, middle) },
        { ...rest, records: rest.records.slice(middle) },
      ],
    };
  }
  if (delivery.retries >= policy.maximumRetryAttempts) return { discard: rest };
  return { retry: [{ ...rest, retries: delivery.retries + 1 }] };
}
