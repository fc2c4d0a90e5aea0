import { documentClient } from '@orderflow/idempotency';
import { env } from '@orderflow/lambda';

/** Where the models of this service keep their data. */
export const store = {
  client: documentClient(),
  get users() {
    return env('USERS_TABLE');
  },
};

export type Store = typeof store;
