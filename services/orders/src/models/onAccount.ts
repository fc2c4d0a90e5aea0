import { RefusedError } from '@orderflow/domain';
import { env } from '@orderflow/lambda';
import type { CreateOrder } from '@orderflow/validation';

/** The scope for orders on account, on a stage that requires it. */
const SCOPE = 'orders:on-account';

/**
 * Refuses an order on account from a caller who may not place one. The stage's ON_ACCOUNT is `anyone`, or `scope`,
 * which requires {@link SCOPE}.
 *
 * @throws RefusedError (forbidden)
 */
export function refuseOnAccount({ payment }: CreateOrder, scopes: ReadonlySet<string>): void {
  if (payment || env('ON_ACCOUNT') === 'anyone' || scopes.has(SCOPE)) return;
  throw new RefusedError(
    'forbidden',
    `An order without \`payment\` is on account, and that takes the scope ${SCOPE}`,
  );
}
