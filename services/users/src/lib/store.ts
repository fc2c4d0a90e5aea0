import { documentClient } from '@orderflow/idempotency';
import { env } from '@orderflow/lambda';
import { traced } from '@orderflow/tracing';

/** Where the models of this service find their data. */
export const store = {
  client: traced(documentClient()),
  get users() {
    return env('USERS_TABLE');
  },
  // Tables of other services with data about a person. Only the export reads them.
  get onboarding() {
    return env('ONBOARDING_TABLE');
  },
  get orders() {
    return env('ORDERS_TABLE');
  },
  get imports() {
    return env('IMPORTS_TABLE');
  },
};

export type Store = typeof store;
