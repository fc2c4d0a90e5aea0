import type { Events } from '@orderflow/validation';

type Data = { [T in keyof Events]: Events[T]['data'] };

const createdAt = '2026-11-20T08:00:00.000Z';
const userId = 'mallory';
const order = {
  orderId: 'order-of-mallory',
  userId,
  currency: 'EUR',
  lines: [{ sku: 'tea', quantity: 1, unitPrice: 250 }],
  total: 250,
  createdAt,
} satisfies Partial<Data['order.created.v1']>;

const payment = {
  orderId: order.orderId,
  currency: 'EUR',
  amount: order.total,
  captured: 0,
  refunded: 0,
} satisfies Partial<Data['payment.authorized.v1']>;

/** Valid data of the events that scenarios and hostile messages start from. */
const DATA = {
  'user.created.v1': {
    userId,
    email: 'mallory@example.com',
    name: 'Mallory',
    status: 'ONBOARDING',
    createdAt,
  },
  'user.superseded.v1': { userId, attempt: 1, status: 'FAILED' },
  'user.erased.v1': { userId: 'ann', erasedAt: createdAt },
  'user.activated.v1': { userId, status: 'ACTIVE', createdAt },
  'order.created.v1': { ...order, status: 'PENDING' },
  'order.confirmed.v1': { ...order, status: 'CONFIRMED' },
  'order.rejected.v1': { ...order, status: 'REJECTED', reason: 'OUT_OF_STOCK' },
  'order.cancelled.v1': { ...order, status: 'CANCELLED', previousStatus: 'PENDING' },
  'order.reserved.v1': {
    orderId: order.orderId,
    userId,
    currency: order.currency,
    amount: order.total,
    method: 'pm_card_visa',
  },
  'order.shipped.v1': { ...order, status: 'SHIPPED', carrier: 'Post' },
  'order.delivered.v1': { ...order, status: 'DELIVERED' },
  'order.returned.v1': { ...order, status: 'RETURNED', refund: 100 },
  'payment.authorized.v1': { ...payment, status: 'AUTHORIZED', version: 2 },
  'payment.declined.v1': { ...payment, status: 'DECLINED', version: 2, reason: 'card_declined' },
  'payment.voided.v1': { ...payment, status: 'VOIDED', version: 3 },
  'payment.captured.v1': { ...payment, status: 'CAPTURED', version: 3, captured: 250 },
  'payment.refunded.v1': {
    ...payment,
    status: 'PARTIALLY_REFUNDED',
    version: 4,
    captured: 250,
    refunded: 100,
    refundId: 'refund-of-mallory',
    refund: 100,
  },
  'import.completed.v1': {
    importId: '00000000-0000-8000-8000-000000000000',
    fileName: 'orders.csv',
    rows: { read: 1, created: 1, duplicate: 0, rejected: 0 },
  },
  'import.failed.v1': {
    importId: '00000000-0000-8000-8000-000000000000',
    fileName: 'orders.csv',
    notify: userId,
  },
  'onboarding.completed.v1': { userId, status: 'ACTIVE' },
  'onboarding.failed.v1': { userId, status: 'EXPIRED' },
} satisfies Partial<Data>;

export type SampleType = keyof typeof DATA;

export const isSample = (type: string): type is SampleType => Object.hasOwn(DATA, type);

/** A message as SNS delivers it to the queue of a consumer of this type. */
export const sampleEvent = (type: SampleType) => ({
  specversion: '1.0',
  id: 'event-of-mallory',
  source: '/orderflow/faults',
  type,
  subject: userId,
  time: createdAt,
  datacontenttype: 'application/json',
  correlationid: 'c-mallory',
  data: DATA[type],
});
