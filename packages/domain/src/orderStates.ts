import type { OrderStatus } from '@orderflow/validation';

/** The order state machine: which states may follow which. REJECTED and CANCELLED are final. */
const transitions: Record<OrderStatus, readonly OrderStatus[]> = {
  PENDING: ['CONFIRMED', 'REJECTED', 'CANCELLED'],
  CONFIRMED: ['CANCELLED'],
  REJECTED: [],
  CANCELLED: [],
};

export const canBecome = (from: OrderStatus, to: OrderStatus): boolean => transitions[from].includes(to);

/** States of an order for which stock is reserved. */
export const holdsStock = (status: OrderStatus): boolean => status === 'CONFIRMED';
