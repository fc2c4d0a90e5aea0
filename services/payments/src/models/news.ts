import type { PaymentStatus, PaymentTold } from '@orderflow/validation';
import type { PaymentItem } from './payment.ts';

/** How far a payment has come. */
const FAR: Record<PaymentStatus, number> = {
  PENDING: 0,
  DECLINED: 1,
  AUTHORIZED: 1,
  CAPTURED: 2,
  PARTIALLY_REFUNDED: 2,
  REFUNDED: 2,
  VOIDED: 2,
};
const FAR_TOLD: Record<NonNullable<PaymentTold['state']>, number> = {
  open: 1,
  action: 1,
  held: 1,
  taken: 2,
  gone: 2,
};

/** True if a webhook says something of a payment that we do not know yet. An earlier state is not news. */
export function isNews({ intent, status, refunded }: PaymentItem, told: PaymentTold): boolean {
  // Another intent than the stored one: nothing was ever authorised on it.
  if (told.intent !== intent) return false;
  if (told.refunded !== undefined && told.refunded > refunded) return true;
  if (told.state === undefined) return false;
  const [ours, theirs] = [FAR[status], FAR_TOLD[told.state]];
  if (theirs !== ours) return theirs > ours;
  if (told.state === 'gone') return status !== 'VOIDED';
  if (told.state === 'taken') return status === 'VOIDED';
  return told.state === 'held' ? status !== 'AUTHORIZED' : false;
}
