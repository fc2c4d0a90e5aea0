/** A valid body for each route that takes one, and a valid message for each queue: what is mutated. */
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
  'PUT /inventory/{sku}': { available: 5 },
  'POST /imports': { fileName: 'orders.csv' },
  'POST /onboarding/start': { userId: 'mallory' },
  'POST /onboarding/confirm': { code: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' },

  'orderflow-local-signup': {
    userId: 'mallory',
    email: 'mallory@example.com',
    name: 'Mallory',
    correlationId: 'c-mallory',
  },
  'orderflow-local-inventory': orderEvent('order.created.v1', 'PENDING'),
  'orderflow-local-analytics': orderEvent('order.confirmed.v1', 'CONFIRMED'),
  'orderflow-local-onboarding': event('user.created.v1', {
    userId: 'mallory',
    email: 'mallory@example.com',
    name: 'Mallory',
    status: 'ONBOARDING',
    createdAt: '2026-11-20T08:00:00.000Z',
  }),
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
  'orderflow-local-import-chunks': {
    importId: '00000000-0000-8000-8000-000000000000',
    index: 0,
    start: 10,
    end: 20,
    firstLine: 2,
    columns: ['orderId'],
    object: { key: 'incoming/nothing.csv', etag: '"0"' },
    correlationId: 'c-mallory',
  },
};

function event(type: string, data: object) {
  return {
    specversion: '1.0',
    id: 'event-of-mallory',
    source: '/orderflow/faults',
    type,
    subject: 'mallory',
    time: '2026-11-20T08:00:00.000Z',
    datacontenttype: 'application/json',
    correlationid: 'c-mallory',
    data,
  };
}

function orderEvent(type: string, status: string) {
  return event(type, {
    orderId: 'order-of-mallory',
    userId: 'mallory',
    status,
    currency: 'EUR',
    lines: [{ sku: 'tea', quantity: 1, unitPrice: 250 }],
    total: 250,
    createdAt: '2026-11-20T08:00:00.000Z',
  });
}
