import type {
  CreateOrder,
  ExperimentBucket,
  OrderLine,
  OrderStatus,
  PaymentStatus,
} from '@orderflow/validation';
import type { Context } from './context.ts';
import { fingerprint } from './ids.ts';
import { type OutboxEvent, outboxEvent } from './outbox.ts';

const ORDER_ID = /^(?!\.{1,2}$)[A-Za-z0-9_.:-]{1,64}$/;
const SKU = /^(?!\.{1,2}$)[A-Za-z0-9_.-]{1,64}$/;

/** True if the value may be the id of an order, as in the schema of one; no other is looked for. */
export const isOrderId = (value: unknown): value is string =>
  typeof value === 'string' && ORDER_ID.test(value);

/** True if the value may be a sku, as in the schema of one; no other is looked for. */
export const isSku = (value: unknown): value is string => typeof value === 'string' && SKU.test(value);

/** An order as callers and events see it. Amounts are integer minor units of `currency`. */
export interface Order {
  orderId: string;
  userId: string;
  status: OrderStatus;
  currency: CreateOrder['currency'];
  lines: OrderLine[];
  total: number;
  note?: string;
  /** Absent on an order on account. */
  payment?: { status: PaymentStatus; amount: number; captured: number; refunded: number };
  /** Once it was shipped. */
  shipment?: Shipment;
  /** RFC 3339, UTC. */
  createdAt: string;
  /** The states it has been in, the first one first, and the one it is in. */
  history: OrderStep[];
}

/** That an order came into a state. */
export interface OrderStep {
  status: OrderStatus;
  /** RFC 3339, UTC. */
  at: string;
}

export interface Shipment {
  carrier: string;
  trackingCode?: string;
}

/**
 * What the order knows of its payment, which services/payments keeps: a mirror, as its events have told it. The token in
 * `method` leads to nothing without the provider's secret.
 */
export interface OrderPayment {
  method: string;
  status: PaymentStatus;
  captured: number;
  refunded: number;
  /** Of the last event that counted; 0 before the first. */
  version: number;
}

/** The item of the orders table. */
export interface OrderItem
  extends Omit<Order, 'orderId' | 'userId' | 'payment' | 'shipment' | 'history'>,
    Partial<Shipment> {
  /** The order id. */
  pk: string;
  /** Absent once the person was erased: the order is nobody's then, and in no list. */
  userId?: string;
  /** Of the content that the order was created with; tells a replay from a conflict. */
  fingerprint: string;
  /** Of the experiment; for the analytics, no part of what the caller asked for. */
  bucket?: ExperimentBucket;
  payment?: OrderPayment;
  /** What followed PENDING. Orders from before there were histories have none. */
  history?: OrderStep[];
  /** What is to be refunded of an order that came back. */
  refund?: number;
  /** Of a RESERVED order that waits for its payment: its part of the index `byReservation`, */
  reservation?: string;
  /** and until when it waits, RFC 3339. */
  reservedUntil?: string;
  event: OutboxEvent;
}

export interface NewOrder extends Omit<CreateOrder, 'lines'> {
  orderId: string;
  userId: string;
  lines: OrderLine[];
  /** The lines as the caller sent them, where these have no prices or others. */
  asked?: CreateOrder['lines'];
  /** Default: now. */
  createdAt?: string;
  bucket?: ExperimentBucket | undefined;
}

/** A PENDING order that announces itself. The fingerprint covers what the caller said, not when, nor the bucket. */
export function newOrderItem(
  { orderId, bucket, asked, payment, ...content }: NewOrder,
  context: Context,
): OrderItem {
  const said = { ...content, lines: asked ?? content.lines, ...(payment && { payment }) };
  return {
    pk: orderId,
    ...content,
    ...(payment && { payment: unpaid(payment.method) }),
    ...(bucket && { bucket }),
    status: 'PENDING',
    total: content.lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0),
    createdAt: content.createdAt ?? context.now.toISOString(),
    fingerprint: fingerprint(said),
    event: outboxEvent('order.created.v1', orderId, context),
  };
}

const unpaid = (method: string): OrderPayment => ({
  method,
  status: 'PENDING',
  captured: 0,
  refunded: 0,
  version: 0,
});

/** The user id of an order whose person was erased. */
const NOBODY = 'erased';

/** What callers see of an item, in one order of fields, so that a replay is the same to the byte. */
export function toOrder(item: OrderItem): Order {
  const { pk, userId = NOBODY, status, currency, lines, total, note, payment, carrier, createdAt } = item;
  return {
    orderId: pk,
    userId,
    status,
    currency,
    lines: lines.map(({ sku, quantity, unitPrice }) => ({ sku, quantity, unitPrice })),
    total,
    ...(note === undefined ? {} : { note }),
    ...(payment && { payment: shownPayment(payment, total) }),
    ...(carrier === undefined ? {} : { shipment: shipmentOf(carrier, item) }),
    createdAt,
    history: historyOf(item),
  };
}

const shownPayment = ({ status, captured, refunded }: OrderPayment, amount: number) => ({
  status,
  amount,
  captured,
  refunded,
});

const shipmentOf = (carrier: string, { trackingCode }: OrderItem): Shipment => ({
  carrier,
  ...(trackingCode === undefined ? {} : { trackingCode }),
});

/** Every state with its time. An order is PENDING from when it was created, which its item says already. */
function historyOf({ createdAt, ...order }: OrderItem): OrderStep[] {
  return [{ status: 'PENDING', at: createdAt }, ...stepsOf(order)];
}

/** What followed PENDING. Of an order that has no history the last step is known: its event says when it was. */
export function stepsOf({ status, history, event }: Pick<OrderItem, 'status' | 'history' | 'event'>) {
  if (history) return history.map(({ status, at }): OrderStep => ({ status, at }));
  return status === 'PENDING' ? [] : [{ status, at: event.time } satisfies OrderStep];
}

/** What an event of an order says of it: no free text, which nobody who hears of it needs, and nothing of its payment. */
export function orderData({
  pk,
  userId = NOBODY,
  status,
  currency,
  lines,
  total,
  createdAt,
  bucket,
}: OrderItem) {
  return {
    orderId: pk,
    userId,
    status,
    currency,
    lines: lines.map(({ sku, quantity, unitPrice }) => ({ sku, quantity, unitPrice })),
    total,
    createdAt,
    ...(bucket && { bucket }),
  };
}

/** Pointers to lines that repeat the sku of an earlier line: JSON Schema cannot express this rule. */
export function repeatedSkus(lines: { sku: string }[]): { pointer: string; message: string }[] {
  const seen = new Set<string>();
  return lines.flatMap(({ sku }, index) => {
    const repeated = seen.has(sku);
    seen.add(sku);
    return repeated ? [{ pointer: `/lines/${index}/sku`, message: 'is in an earlier line already' }] : [];
  });
}
