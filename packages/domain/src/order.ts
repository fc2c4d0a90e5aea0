import type { CreateOrder, ExperimentBucket, OrderLine, OrderStatus } from '@orderflow/validation';
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
  /** RFC 3339, UTC. */
  createdAt: string;
}

/** The item of the orders table. */
export interface OrderItem extends Omit<Order, 'orderId' | 'userId'> {
  /** The order id. */
  pk: string;
  /** Absent once the person was erased: the order is nobody's then, and in no list. */
  userId?: string;
  /** Of the content that the order was created with; tells a replay from a conflict. */
  fingerprint: string;
  /** Of the experiment; for the analytics, no part of what the caller asked for. */
  bucket?: ExperimentBucket;
  event: OutboxEvent;
}

export interface NewOrder extends CreateOrder {
  orderId: string;
  userId: string;
  /** Default: now. */
  createdAt?: string;
  bucket?: ExperimentBucket | undefined;
}

/** A PENDING order that announces itself. The fingerprint covers what the caller said, not when, nor the bucket. */
export function newOrderItem({ orderId, bucket, ...content }: NewOrder, context: Context): OrderItem {
  return {
    pk: orderId,
    ...content,
    ...(bucket && { bucket }),
    status: 'PENDING',
    total: content.lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0),
    createdAt: content.createdAt ?? context.now.toISOString(),
    fingerprint: fingerprint(content),
    event: outboxEvent('order.created.v1', orderId, context),
  };
}

/** The user id of an order whose person was erased. */
const NOBODY = 'erased';

/** What callers and events see of an item, in one order of fields, so that a replay is the same to the byte. */
export function toOrder({
  pk,
  userId = NOBODY,
  status,
  currency,
  lines,
  total,
  note,
  createdAt,
}: OrderItem): Order {
  return {
    orderId: pk,
    userId,
    status,
    currency,
    lines: lines.map(({ sku, quantity, unitPrice }) => ({ sku, quantity, unitPrice })),
    total,
    ...(note === undefined ? {} : { note }),
    createdAt,
  };
}

/** Pointers to lines that repeat the sku of an earlier line: JSON Schema cannot express this rule. */
export function repeatedSkus(lines: OrderLine[]): { pointer: string; message: string }[] {
  const seen = new Set<string>();
  return lines.flatMap(({ sku }, index) => {
    const repeated = seen.has(sku);
    seen.add(sku);
    return repeated ? [{ pointer: `/lines/${index}/sku`, message: 'is in an earlier line already' }] : [];
  });
}
