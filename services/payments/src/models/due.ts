import { hash } from 'node:crypto';
import type { PaymentItem } from './payment.ts';
import { nextStep } from './steps.ts';

/** What is open lies in so many partitions of the index, so that no partition has to take every order. */
const PARTITIONS = 4;
export const DUE_PARTITIONS: readonly string[] = Array.from(
  { length: PARTITIONS },
  (_, index) => `due#${index}`,
);

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Whoever changed it is at work on it; who died is followed after this. */
const FIRST_CHECK_MS = 2 * MINUTE_MS;
/** Cards hold money for seven days. Before that, somebody may still ship or cancel. */
const HELD_MS = 6 * 24 * HOUR_MS;
const HELD_CHECK_MS = 6 * HOUR_MS;

/** Whether the provider will soon let the money go that it holds. */
export const isExpiring = ({ status, authorizedAt }: PaymentItem, now: Date): boolean =>
  status === 'AUTHORIZED' &&
  authorizedAt !== undefined &&
  now.getTime() >= Date.parse(authorizedAt) + HELD_MS;

/**
 * The payment with the time at which it is looked at next, if it need be: soon while something is to be done, each time
 * later; every hour while somebody has to look; before the provider lets go what it holds; never once all is settled.
 */
export function withDue(payment: PaymentItem, now: Date): PaymentItem {
  const { due: _, dueAt: __, checks = 0, ...rest } = payment;
  const after = waitOf(payment, checks, now);
  if (after === undefined) return rest;
  return { ...rest, due: partitionOf(payment.pk), dueAt: new Date(after).toISOString(), checks };
}

function waitOf(payment: PaymentItem, checks: number, now: Date): number | undefined {
  if (payment.stuck) return now.getTime() + HOUR_MS;
  const isWaiting = payment.refunds.some(({ status }) => status === 'PENDING');
  if (nextStep(payment) || payment.unsure || isWaiting) {
    return now.getTime() + Math.min(HOUR_MS, FIRST_CHECK_MS * 2 ** Math.min(checks, 10));
  }
  if (payment.status !== 'AUTHORIZED') return undefined;
  const expiring = Date.parse(payment.authorizedAt ?? payment.createdAt) + HELD_MS;
  return Math.max(expiring, now.getTime() + HELD_CHECK_MS);
}

const partitionOf = (orderId: string): string =>
  DUE_PARTITIONS[hash('sha256', orderId, 'buffer').readUInt8(0) % PARTITIONS] as string;
