import { store as defaultStore, type PaymentsStore } from '../lib/store.ts';
import type { PaymentItem, RefundRecord } from './payment.ts';
import { readPayment } from './payments.ts';

/** A refund as callers see it. */
export interface Refund {
  refundId: string;
  orderId: string;
  amount: number;
  status: RefundRecord['status'];
  reason?: string;
  createdAt: string;
}

/** The refunds of a payment, the newest first. */
export async function listRefunds(orderId: string, store: PaymentsStore = defaultStore): Promise<Refund[]> {
  const payment = await readPayment(orderId, store);
  if (!payment) return [];
  return payment.refunds.map(({ refundId }) => toRefund(payment, refundId)).reverse();
}

export function toRefund({ pk, refunds }: PaymentItem, id: string): Refund {
  const found = refunds.find(({ refundId }) => refundId === id);
  if (!found) throw new Error(`the refund ${id} of ${pk} is gone`);
  const { refundId, amount, status, reason, createdAt } = found;
  return { refundId, orderId: pk, amount, status, ...(reason !== undefined && { reason }), createdAt };
}
