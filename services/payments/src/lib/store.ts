import { documentClient } from '@orderflow/idempotency';
import { env } from '@orderflow/lambda';
import { traced } from '@orderflow/tracing';

/** Where the models of this service keep their data. Orders are only read, to find their owner, and never written. */
export const store = {
  client: traced(documentClient()),
  get payments() {
    return env('PAYMENTS_TABLE');
  },
  get orders() {
    return env('ORDERS_TABLE');
  },
};

export type Store = typeof store;
export type PaymentsStore = Pick<Store, 'client' | 'payments'>;
