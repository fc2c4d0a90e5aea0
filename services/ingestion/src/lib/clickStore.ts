import { documentClient } from '@orderflow/idempotency';
import { env } from '@orderflow/lambda';

/** Where clicks are counted; apart from the store of imports, which brings S3 along. */
export const clickStore = {
  client: documentClient(),
  get analytics() {
    return env('ANALYTICS_TABLE');
  },
};

export type ClickStore = typeof clickStore;
