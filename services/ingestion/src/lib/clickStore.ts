import { documentClient } from '@orderflow/idempotency';
import { env } from '@orderflow/lambda';
import { traced } from '@orderflow/tracing';

/** Where clicks are counted; apart from the store of imports, which brings S3 along. */
export const clickStore = {
  client: traced(documentClient()),
  get analytics() {
    return env('ANALYTICS_TABLE');
  },
  /** Of a shard. */
  get countersPerHour() {
    return Number(env('COUNTERS_PER_HOUR'));
  },
  /** How long a day's counters are kept after it. */
  get keepDays() {
    return Number(env('KEEP_DAYS'));
  },
};

export type ClickStore = typeof clickStore;
