import type { OrderStatus } from '@orderflow/validation';

/**
 * The order state machine: which states may follow which. No state occurs twice. RESERVED is for orders with a payment;
 * an order on account goes from PENDING to CONFIRMED.
 */
const transitions: Record<OrderStatus, readonly OrderStatus[]> = {
  PENDING: ['RESERVED', 'CONFIRMED', 'REJECTED', 'CANCELLED'],
  RESERVED: ['CONFIRMED', 'REJECTED', 'CANCELLED'],
  CONFIRMED: ['SHIPPED', 'CANCELLED'],
  SHIPPED: ['DELIVERED', 'RETURNED'],
  DELIVERED: ['RETURNED'],
  RETURNED: [],
  REJECTED: [],
  CANCELLED: [],
};

export const ORDER_STATES = Object.keys(transitions) as readonly OrderStatus[];

export const isOrderStatus = (text: string): text is OrderStatus => Object.hasOwn(transitions, text);

export const canBecome = (from: OrderStatus, to: OrderStatus): boolean => transitions[from].includes(to);

/** True if an order in this state has taken stock and not returned it. */
export const holdsStock = (status: OrderStatus): boolean => HOLDS_STOCK.has(status);

const HOLDS_STOCK: ReadonlySet<OrderStatus> = new Set(['RESERVED', 'CONFIRMED', 'SHIPPED', 'DELIVERED']);
