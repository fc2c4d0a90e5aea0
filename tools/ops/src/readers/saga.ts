import {
  canBecome,
  isOrderId,
  isOrderStatus,
  ORDER_STATES,
  type OrderItem,
  stepsOf,
} from '@orderflow/domain';
import type { Stage } from '../stage/types.ts';
import { readItems } from './items.ts';

/** A step of an order or its payment. */
export interface Step {
  what: string;
  /** RFC 3339. */
  at: string;
  /** True if the step was a failure. */
  isBad?: boolean;
}

/** The past states of an order. Nothing here tells who ordered it, or what. */
export interface Saga {
  orderId: string;
  steps: Step[];
  /** Possible next states. */
  next: string[];
  /** Absent for an order on account. */
  payment?: {
    /** Minor units. */
    amount: number;
    currency: string;
    captured: number;
    refunded: number;
    steps: Step[];
    /** The intended state of the payment, if it is not reached yet. */
    goal?: string;
  };
}

/** The part of an item of the payments table that is shown. */
interface PaymentItem {
  status: string;
  goal: string;
  amount: number;
  currency: string;
  captured: number;
  refunded: number;
  createdAt: string;
  authorizedAt?: string;
  refunds: { amount: number; status: string; createdAt: string }[];
  event?: { type: string; time: string };
}

const BAD = new Set(['REJECTED', 'CANCELLED', 'DECLINED', 'VOIDED']);
const step = (what: string, at: string): Step => ({ what, at, ...(BAD.has(what) && { isBad: true }) });

/** The saga of an order, from its history and its payment. @returns null when there is no such order */
export async function readSaga(stage: Stage, orderId: string): Promise<Saga | null> {
  if (!isOrderId(orderId)) return null;
  const [orders, payments] = await Promise.all(
    ['orders', 'payments'].map((table) => readItems(stage, `orderflow-${stage.name}-${table}`, orderId)),
  );
  const [order] = (orders ?? []) as OrderItem[];
  return order ? sagaOf(order, payments?.[0] as PaymentItem | undefined) : null;
}

export function sagaOf(order: OrderItem, payment?: PaymentItem): Saga {
  const { pk, status, createdAt } = order;
  return {
    orderId: pk,
    steps: [step('PENDING', createdAt), ...stepsOf(order).map((one) => step(one.status, one.at))],
    next: isOrderStatus(status) ? ORDER_STATES.filter((to) => canBecome(status, to)) : [],
    ...(payment && { payment: paymentOf(payment) }),
  };
}

function paymentOf(payment: PaymentItem): NonNullable<Saga['payment']> {
  const { status, goal, amount, currency, captured, refunded, createdAt, authorizedAt, refunds, event } =
    payment;
  const steps = [step('asked for', createdAt)];
  if (authorizedAt) steps.push(step('AUTHORIZED', authorizedAt));
  // The latest event has the time of the status; refunds are listed below.
  const isRefunded = event?.type === 'payment.refunded.v1';
  if (event && !isRefunded && status !== 'AUTHORIZED') steps.push(step(status, event.time));
  for (const one of refunds) steps.push(step(`refund of ${one.amount} ${one.status}`, one.createdAt));
  const isThere = status === goal || (goal === 'CAPTURED' && captured > 0) || status === 'DECLINED';
  return { amount, currency, captured, refunded, steps, ...(!isThere && { goal }) };
}
