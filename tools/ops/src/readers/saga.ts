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

/** Something that happened to an order or its payment. */
export interface Step {
  what: string;
  /** RFC 3339. */
  at: string;
  /** It ended otherwise than it was to. */
  isBad?: boolean;
}

/** The way of an order so far. Nothing here says whose it is, or what was ordered. */
export interface Saga {
  orderId: string;
  steps: Step[];
  /** What may follow. */
  next: string[];
  /** Absent of an order on account. */
  payment?: {
    /** Minor units. */
    amount: number;
    currency: string;
    captured: number;
    refunded: number;
    steps: Step[];
    /** What it is to become, where it is not that yet. */
    goal?: string;
  };
}

/** An item of the payments table, as far as it is shown. */
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

/** The saga of an order, from its history and its payment. @returns nothing when there is no such order */
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
  // The latest change says when it was; what of it was a refund stands below.
  const isRefunded = event?.type === 'payment.refunded.v1';
  if (event && !isRefunded && status !== 'AUTHORIZED') steps.push(step(status, event.time));
  for (const one of refunds) steps.push(step(`refund of ${one.amount} ${one.status}`, one.createdAt));
  const isThere = status === goal || (goal === 'CAPTURED' && captured > 0) || status === 'DECLINED';
  return { amount, currency, captured, refunded, steps, ...(!isThere && { goal }) };
}
