import type { OutboxEvent } from './outbox.ts';

/**
 * What can block a person's sign-up besides the account itself. The item outlives the account, holds no personal data
 * but the user id, and expires after {@link GATE_DAYS}.
 */
export interface GateItem {
  /** {@link gateKey} */
  pk: string;
  userId: string;
  /** Number of the last sign-up that ended. The next one has a higher number. */
  attempts?: number;
  /** How often the person was told that an address is taken, in the window up to `windowEndsAt` (RFC 3339). */
  refusals?: number;
  windowEndsAt?: string;
  /** Why and when a sign-up was last refused. */
  refusal?: { reason: SignUpRefusal; at: string };
  /** RFC 3339; for {@link LOCK_DAYS} nothing may bring the person's data back. */
  erasedAt?: string;
  event?: OutboxEvent<'user.erased.v1'>;
  /** Seconds since 1970. */
  expiresAt: number;
}

export type SignUpRefusal = 'EmailTaken' | 'TooManyAttempts' | 'AccountErased' | 'OtherDetails';

/**
 * Longer than the 90 days for which Step Functions keeps an execution name, which is derived from the number of a
 * sign-up: https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 */
const GATE_DAYS = 100;
/** Items that led to nothing (an ended sign-up, a failed import, a dry run) are deleted after this. */
const ENDED_DAYS = 30;
/** Longer than a message can live: 14 days in its queue, and 14 again after a redrive. */
export const LOCK_DAYS = 35;

const DAY_MS = 86_400_000;
const inDays = (days: number, now: Date): number => Math.floor((now.getTime() + days * DAY_MS) / 1000);

export const gateKey = (userId: string): string => `gate#${userId}`;
export const gateExpiry = (now: Date): number => inDays(GATE_DAYS, now);
/** When DynamoDB may delete an item that led to nothing, in seconds since 1970. */
export const endedExpiry = (now: Date): number => inDays(ENDED_DAYS, now);
/** A person who was erased before this time may sign up again. RFC 3339. */
export const lockedSince = (now: Date): string => new Date(now.getTime() - LOCK_DAYS * DAY_MS).toISOString();
