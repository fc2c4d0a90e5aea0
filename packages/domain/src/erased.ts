import { LOCK_DAYS } from './gate.ts';
import { MAX_USER_ID_LENGTH } from './user.ts';

/**
 * The item of the orders table that marks a person as erased, so that no import adds orders of theirs again. All these
 * items are in one partition of the index `byUser`, where imports find them.
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

/** Longer than any user id, so no user's orders are in that partition. */
export const ERASED_USERS = 'erased-users'.padEnd(MAX_USER_ID_LENGTH + 1, '-');

const PREFIX = 'erased#';

/** Never an order id: `#` is not allowed in one. */
export const erasedKey = (userId: string): string => `${PREFIX}${userId}`;

/** The user id in an {@link erasedKey}. */
export const erasedUserOf = (pk: string): string => pk.slice(PREFIX.length);

/** The item lives as long as the person may not sign up again. */
export const erasedUser = (userId: string, erasedAt: string): ErasedUserItem => ({
  pk: erasedKey(userId),
  userId: ERASED_USERS,
  createdAt: erasedAt,
  expiresAt: Math.floor(Date.parse(erasedAt) / 1000) + LOCK_DAYS * 86_400,
});
