import { emailKey, RefusedError } from '@orderflow/domain';

/**
 * True if the token proves that the address is the caller's. An issuer that has verified an address vouches for the
 * person. So a sign-up with another address is a mistake, or an attempt to take somebody else's.
 *
 * @param verified the address that the issuer has verified, if any
 * @throws RefusedError (unprocessable) when the issuer has verified another one.
 */
export function provenBy(verified: string | undefined, email: string): boolean {
  if (verified === undefined) return false;
  if (emailKey(verified) === emailKey(email)) return true;
  throw new RefusedError('unprocessable', 'Your token proves another e-mail address than this one', [
    { pointer: '/email', message: 'must be the address that your token proves' },
  ]);
}
