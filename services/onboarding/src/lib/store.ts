import { documentClient } from '@orderflow/idempotency';
import { env } from '@orderflow/lambda';
import { traced } from '@orderflow/tracing';

/** Where the models of this service keep their data. */
export const store = {
  client: traced(documentClient()),
  get onboarding() {
    return env('ONBOARDING_TABLE');
  },
  get users() {
    return env('USERS_TABLE');
  },
  get seen() {
    return env('SEEN_TABLE');
  },
};

export type Store = typeof store;
