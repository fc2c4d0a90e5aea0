import { documentClient } from '@orderflow/idempotency';
import { env } from '@orderflow/lambda';
import { traced } from '@orderflow/tracing';

/** Where clicks are counted. Separate from the store of imports, which loads the S3 client. */
export const clickStore = {
  client: traced(documentClient()),
  get analytics() {
    return env('ANALYTICS_TABLE');
  },
  /** How many counters a shard may write to in an hour. */
  get countersPerHour() {
    return Number(env('COUNTERS_PER_HOUR'));
  },
  /** How long a day's counters are kept after it. */
  get keepDays() {
    return Number(env('KEEP_DAYS'));
  },
};

export type ClickStore = typeof clickStore;
