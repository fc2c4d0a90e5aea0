import { RefusedError } from '@orderflow/domain';
import { env } from '@orderflow/lambda';
import type { CreateOrder } from '@orderflow/validation';

/** The scope that lets order without paying at once where the stage asks for it. */
const SCOPE = 'orders:on-account';

/**
 * ON_ACCOUNT of a stage: `anyone`, or `scope`, which leaves it to {@link SCOPE}.
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
