import type { OutboxEvent } from './outbox.ts';

/**
 * What stands in the way of a person who signs up, beside the account itself. It outlives the account, holds no more
 * about its person than the user id, and goes by itself ({@link GATE_DAYS}).
 */
export interface GateItem {
  /** {@link gateKey} */
  pk: string;
  userId: string;
  /** Number of the last sign-up that came to an end: the next one has a higher number. */
  attempts?: number;
  /** Refusals that told the person that an address is taken, in the window that ends then (RFC 3339). */
  refusals?: number;
  windowEndsAt?: string;
  /** Why the last sign-up that was refused, was. */
  refusal?: { reason: SignUpRefusal; at: string };
  /** RFC 3339; for {@link LOCK_DAYS} nothing may bring the person's data back. */
  erasedAt?: string;
  event?: OutboxEvent<'user.erased.v1'>;
  /** Seconds since 1970. */
  expiresAt: number;
}

export type SignUpRefusal = 'EmailTaken' | 'TooManyAttempts' | 'AccountErased' | 'OtherDetails';

/**
 * Longer than Step Functions keeps the name of an execution (90 days), which follows from the number of a sign-up:
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 */
const GATE_DAYS = 100;
/** What came to nothing (a sign-up, an import) is deleted after this. */
const ENDED_DAYS = 30;
/** Longer than a message can take: 14 days in its queue, and 14 again after a redrive. */
export const LOCK_DAYS = 35;

const DAY_MS = 86_400_000;
const inDays = (days: number, now: Date): number => Math.floor((now.getTime() + days * DAY_MS) / 1000);

export const gateKey = (userId: string): string => `gate#${userId}`;
export const gateExpiry = (now: Date): number => inDays(GATE_DAYS, now);
/** When DynamoDB may delete what came to nothing, in seconds since 1970. */
export const endedExpiry = (now: Date): number => inDays(ENDED_DAYS, now);
/** Whoever was erased before this may sign up anew. RFC 3339. */
export const lockedSince = (now: Date): string => new Date(now.getTime() - LOCK_DAYS * DAY_MS).toISOString();
