import { emailKey, RefusedError } from '@orderflow/domain';

/**
 * Whether the token proves that an address is the caller's. An issuer that has verified an address vouches for the
 * person, so a sign-up with another one is a mistake or an attempt at somebody else's.
 *
 * @param verified the address that the issuer has verified, if any
 * @throws RefusedError (unprocessable) when it is another one.
 */
export function provenBy(verified: string | undefined, email: string): boolean {
  if (verified === undefined) return false;
  if (emailKey(verified) === emailKey(email)) return true;
  throw new RefusedError('unprocessable', 'Your token proves another e-mail address than this one', [
    { pointer: '/email', message: 'must be the address that your token proves' },
  ]);
}
