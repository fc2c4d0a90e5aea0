import { LOCK_DAYS } from './gate.ts';
import { MAX_USER_ID_LENGTH } from './user.ts';

/**
 * The item of the orders table that says that a person was erased, so that an import brings in no more orders of theirs.
 * All lie in one partition of the index `byUser`, where whoever imports finds them.
 */
export interface ErasedUserItem {
  /** {@link erasedKey} */
  pk: string;
  userId: typeof ERASED_USERS;
  /** When they were erased, RFC 3339: the index needs it. */
  createdAt: string;
  /** Seconds since 1970. */
  expiresAt: number;
}

/** Longer than any user id, so nobody's orders lie there. */
export const ERASED_USERS = 'erased-users'.padEnd(MAX_USER_ID_LENGTH + 1, '-');

const PREFIX = 'erased#';

/** No order has such an id: `#` is not among its characters. */
export const erasedKey = (userId: string): string => `${PREFIX}${userId}`;

/** The user id in an {@link erasedKey}. */
export const erasedUserOf = (pk: string): string => pk.slice(PREFIX.length);

/** It stays as long as the person cannot sign up anew. */
export const erasedUser = (userId: string, erasedAt: string): ErasedUserItem => ({
  pk: erasedKey(userId),
  userId: ERASED_USERS,
  createdAt: erasedAt,
  expiresAt: Math.floor(Date.parse(erasedAt) / 1000) + LOCK_DAYS * 86_400,
});
