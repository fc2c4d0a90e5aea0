import type { CreateUser, UserStatus } from '@orderflow/validation';
import type { Context } from './context.ts';
import { RefusedError } from './errors.ts';
import { derivedId, fingerprint } from './ids.ts';
import { type OutboxEvent, outboxEvent } from './outbox.ts';

/** A person's account as callers and events see it. */
export interface User {
  userId: string;
  email: string;
  name: string;
  status: UserStatus;
  /** RFC 3339, UTC. */
  createdAt: string;
}

/** The item of a user in the users table. */
export interface UserItem extends Omit<User, 'userId'> {
  /** {@link userKey} */
  pk: string;
  userId: string;
  /** The number of the person's sign-up, from 1. Absent in accounts of the first version, which count as 1. */
  attempt?: number;
  /** Fingerprint of the content at creation. A later change of the name does not change it. */
  fingerprint: string;
  event: OutboxEvent;
  /** EXPIRED and FAILED only. RFC 3339. */
  endedAt?: string;
  /** EXPIRED and FAILED only: when DynamoDB may delete it, in seconds since 1970. */
  expiresAt?: number;
}

/** The item that holds an e-mail address for one user. */
export interface EmailItem {
  /** {@link emailKey} */
  pk: string;
  userId: string;
}

export const MAX_USER_ID_LENGTH = 128;
/** `.` and `..` disappear from URL paths. The others are paths of their own: /users/me, /onboarding/confirm. */
const NOBODY = new Set(['.', '..', 'me', 'confirm']);

/**
 * True if the text matches the schema of a user id: 1 to 128 characters (code points), well-formed, and not one of `.`,
 * `..`, `me`, `confirm`. In a key, all lone surrogates become the same bytes.
 */
export const isUserId = (text: string): boolean =>
  // A character has at most two UTF-16 units, so longer texts need no count.
  text.length <= 2 * MAX_USER_ID_LENGTH &&
  text.length > 0 &&
  [...text].length <= MAX_USER_ID_LENGTH &&
  !NOBODY.has(text) &&
  text.isWellFormed();

/** The refusal for a user who does not exist, or whom the caller may not see. */
export const unknownUser = () => new RefusedError('not-found', 'There is no such user');

export const userKey = (userId: string): string => `user#${userId}`;

/**
 * Addresses that differ in case only reach the same person in practice; RFC 5321 (section 2.4) asks not to rely on
 * the difference.
 */
export const emailKey = (email: string): string => `email#${email.toLowerCase()}`;

/**
 * The unique id of one sign-up. The ids of its events and the name of its execution are derived from it. A person's
 * first sign-up has the user id itself.
 */
export const signUpId = (userId: string, attempt: number): string =>
  attempt === 1 ? userId : derivedId('sign-up', userId, String(attempt));

export function newUserItem(userId: string, content: CreateUser, context: Context, attempt = 1): UserItem {
  return {
    pk: userKey(userId),
    userId,
    attempt,
    email: content.email,
    name: content.name,
    status: 'ONBOARDING',
    createdAt: context.now.toISOString(),
    fingerprint: fingerprint({ email: content.email, name: content.name }),
    event: outboxEvent('user.created.v1', signUpId(userId, attempt), context),
  };
}

/** An item as callers see it. */
export function toUser({ userId, email, name, status, createdAt }: UserItem): User {
  return { userId, email, name, status, createdAt };
}
