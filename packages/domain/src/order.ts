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

/** True if the value matches the schema of an order id. Other values are not looked up. */
export const isOrderId = (value: unknown): value is string =>
  typeof value === 'string' && ORDER_ID.test(value);

/** True if the value matches the schema of a sku. Other values are not looked up. */
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
  /** Absent until the order is shipped. */
  shipment?: Shipment;
  /** RFC 3339, UTC. */
  createdAt: string;
  /** All states up to the current one, oldest first. */
  history: OrderStep[];
}

/** One state change of an order. */
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
 * The order's copy of its payment, built from the events of services/payments, which owns the payment. The token in
 * `method` is useless without the provider's secret.
 */
export interface OrderPayment {
  method: string;
  status: PaymentStatus;
  captured: number;
  refunded: number;
  /** The version in the last event that was applied; 0 before the first. */
  version: number;
}

/** The item of the orders table. */
export interface OrderItem
  extends Omit<Order, 'orderId' | 'userId' | 'payment' | 'shipment' | 'history'>,
    Partial<Shipment> {
  /** The order id. */
  pk: string;
  /** Absent once the person is erased: the order then belongs to nobody and is in no list. */
  userId?: string;
  /** Fingerprint of the content at creation; tells a replay from a conflict. */
  fingerprint: string;
  /** The variant of the experiment, for the analytics. It is not part of the caller's request. */
  bucket?: ExperimentBucket;
  payment?: OrderPayment;
  /** The states after PENDING. Orders that are older than this attribute have none. */
  history?: OrderStep[];
  /** The amount to refund of a returned order. */
  refund?: number;
  /** Key of the index `byReservation`. Only on a RESERVED order that waits for its payment. */
  reservation?: string;
  /** Until when such an order waits, RFC 3339. */
  reservedUntil?: string;
  event: OutboxEvent;
}

export interface NewOrder extends Omit<CreateOrder, 'lines'> {
  orderId: string;
  userId: string;
  lines: OrderLine[];
  /** The lines as the caller sent them, if their prices are missing or differ from those in `lines`. */
  asked?: CreateOrder['lines'];
  /** Default: now. */
  createdAt?: string;
  bucket?: ExperimentBucket | undefined;
}

/**
 * A PENDING order with its `order.created` event. The fingerprint covers what the caller sent, not the time or the
 * bucket.
 */
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

/** The user id that an order shows once its person is erased. */
const NOBODY = 'erased';

/** An item as callers see it. The field order is fixed, so that a replay is the same to the byte. */
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

/** Every state with its time. PENDING begins at `createdAt`. */
function historyOf({ createdAt, ...order }: OrderItem): OrderStep[] {
  return [{ status: 'PENDING', at: createdAt }, ...stepsOf(order)];
}

/** The states after PENDING. Without a history only the last one is known; its time is the event's. */
export function stepsOf({ status, history, event }: Pick<OrderItem, 'status' | 'history' | 'event'>) {
  if (history) return history.map(({ status, at }): OrderStep => ({ status, at }));
  return status === 'PENDING' ? [] : [{ status, at: event.time } satisfies OrderStep];
}

/** The data in an order's events. It leaves out the free text, which no consumer needs, and the payment. */
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
