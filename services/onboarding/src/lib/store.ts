import { documentClient } from '@orderflow/idempotency';
import { env } from '@orderflow/lambda';

/** Where the models of this service keep their data. */
export const store = {
  client: documentClient(),
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
