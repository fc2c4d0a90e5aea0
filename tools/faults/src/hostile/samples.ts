import { sampleEvent } from '../world/sampleEvents.ts';

const chunk = {
  importId: '00000000-0000-8000-8000-000000000000',
  index: 0,
  start: 10,
  end: 20,
  firstLine: 2,
  columns: ['orderId'],
  object: { key: 'incoming/nothing.csv', etag: '"0"' },
  correlationId: 'c-mallory',
};

/** A valid body for each route that takes one, and a valid message for each queue; they are mutated. */
export const samples: Record<string, unknown> = {
  'POST /users': { email: 'mallory@example.com', name: 'Mallory' },
  'POST /signup': { email: 'mallory@example.com', name: 'Mallory' },
  'PATCH /users/me': { name: 'Mal' },
  'POST /orders': {
    currency: 'EUR',
    lines: [
      { sku: 'tea', quantity: 1, unitPrice: 250 },
      { sku: 'cup', quantity: 2, unitPrice: 900 },
    ],
    note: 'ring twice',
  },
  'POST /orders/{orderId}/ship': { carrier: 'Post', trackingCode: 'X 1' },
  'POST /orders/{orderId}/return': { refund: 100 },
  'PUT /products/{sku}': { name: 'Tea', prices: { EUR: 250, USD: 300 }, active: true },
  'PUT /inventory/{sku}': { available: 5 },
  'POST /orders/{orderId}/refunds': { amount: 5, reason: 'damaged' },
  'POST /imports': { fileName: 'orders.csv' },
  'PUT /import-templates/{name}': { decimal: ',', mapping: { Nummer: 'orderId' } },
  'POST /clicks': {
    events: [{ sessionId: 's-1', path: '/products/1', type: 'view', at: '2026-11-21T12:00:00Z' }],
  },
  'POST /onboarding/start': { userId: 'mallory' },
  'POST /onboarding/confirm': { code: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' },

  // An event without effect on payments: no order has this id.
  'orderflow-local-payments': sampleEvent('order.cancelled.v1'),
  'orderflow-local-payment-checks': {
    orderId: 'order-of-mallory',
    correlationId: 'c-mallory',
    told: { intent: 'pi_1', state: 'held' },
  },
  'orderflow-local-signup': {
    userId: 'mallory',
    email: 'mallory@example.com',
    name: 'Mallory',
    correlationId: 'c-mallory',
  },
  'orderflow-local-inventory': sampleEvent('order.created.v1'),
  'orderflow-local-imported-orders': sampleEvent('order.created.v1'),
  'orderflow-local-analytics': sampleEvent('order.confirmed.v1'),
  'orderflow-local-buyer-mails': sampleEvent('order.shipped.v1'),
  'orderflow-local-settlements': sampleEvent('payment.authorized.v1'),
  'orderflow-local-onboarding': sampleEvent('user.created.v1'),
  'orderflow-local-erase-orders': sampleEvent('user.erased.v1'),
  'orderflow-local-erase-imports': sampleEvent('user.erased.v1'),
  'orderflow-local-mails': {
    mail: 'SendWelcome',
    subject: { userId: 'mallory', correlationId: 'c-mallory' },
    taskToken: 'token-of-mallory',
  },
  'orderflow-local-import-files': {
    Records: [
      {
        eventName: 'ObjectCreated:Put',
        s3: {
          bucket: { name: 'orderflow-local-imports' },
          object: { key: 'incoming/nothing.csv', eTag: '0', sequencer: '1', size: 1 },
        },
      },
    ],
  },
  'orderflow-local-undo-chunks': chunk,
  'orderflow-local-import-chunks': chunk,
};

const event = (type: string, more: object = {}) => ({
  id: 'event-of-mallory',
  type,
  time: '2026-11-20T08:00:00.000Z',
  correlationId: 'c-mallory',
  ...more,
});

/** Valid content of the stream that each function reads: a click, or an item with an event. */
export const streamSamples: Record<string, unknown> = {
  'ingestion/aggregateClicks': {
    sessionId: 's-1',
    path: '/products/1',
    type: 'view',
    at: '2026-11-21T12:00:00.000Z',
    bucket: 'A',
    correlationId: 'c-mallory',
  },
  'orders/publishEvents': {
    pk: 'order-of-mallory',
    ...sampleEvent('order.created.v1').data,
    fingerprint: 'f',
    event: event('order.created.v1'),
  },
  'orders/sumOrders': {
    pk: 'order-of-mallory',
    ...sampleEvent('order.created.v1').data,
    fingerprint: 'f',
    event: event('order.created.v1'),
  },
  'payments/publishEvents': {
    pk: 'order-of-mallory',
    status: 'AUTHORIZED',
    currency: 'EUR',
    amount: 250,
    captured: 0,
    refunded: 0,
    version: 1,
    event: event('payment.authorized.v1'),
  },
  'users/publishEvents': {
    pk: 'user#mallory',
    ...sampleEvent('user.created.v1').data,
    fingerprint: 'f',
    event: event('user.created.v1'),
  },
  'ingestion/publishEvents': {
    pk: '00000000-0000-8000-8000-000000000000',
    sk: 'import',
    fileName: 'orders.csv',
    read: 1,
    created: 1,
    duplicate: 0,
    rejected: 0,
    event: event('import.completed.v1'),
  },
  'onboarding/publishEvents': {
    pk: 'mallory',
    userId: 'mallory',
    status: 'ACTIVE',
    event: event('onboarding.completed.v1', { detail: { step: 'Activate' } }),
  },
};
