import { hash } from 'node:crypto';
import type { PaymentItem } from './payment.ts';
import { nextStep } from './steps.ts';

/** Open payments are spread over so many partitions of the index, so that no partition has to take every order. */
const PARTITIONS = 4;
export const DUE_PARTITIONS: readonly string[] = Array.from(
  { length: PARTITIONS },
  (_, index) => `due#${index}`,
);

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** The executor that changed a payment works on it. After this time, a check takes over in case it died. */
const FIRST_CHECK_MS = 2 * MINUTE_MS;
/** Cards hold money for seven days. A day before that, somebody can still ship or cancel. */
const HELD_MS = 6 * 24 * HOUR_MS;
const HELD_CHECK_MS = 6 * HOUR_MS;

/** True if the provider will soon release the money that it holds. */
export const isExpiring = ({ status, authorizedAt }: PaymentItem, now: Date): boolean =>
  status === 'AUTHORIZED' &&
  authorizedAt !== undefined &&
  now.getTime() >= Date.parse(authorizedAt) + HELD_MS;

/**
 * The payment with the time of its next check. While a step is open: soon, and later each time. While a person has to
 * look: every hour. While money is held: before the provider releases it. Once all is settled: never.
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
