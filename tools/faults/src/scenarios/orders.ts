import type { Scenario, Stage } from '../sweep/scenario.ts';
import { announced, by, clerk, order, stocked } from '../world/orders.ts';
import { sampleEvent } from '../world/sampleEvents.ts';

/** Two orders with enough stock and one without; placed, announced and decided. */
const three = [by('ann', 'k1'), by('bob', 'k2'), by('ann', 'k3', order('tea', 9))];
async function decided(stage: Stage): Promise<string[]> {
  await stocked(stage, ['tea', 5], ['cup', 5]);
  const ids = await announced(stage, ...three);
  await stage.platform.drainQueue('orders/reserveStock');
  return ids;
}

/** The same orders, also counted. */
async function counted(stage: Stage): Promise<void> {
  await decided(stage);
  await stage.platform.drainStream('orders/sumOrders');
}

/** A damaged order: its event does not match its schema. */
const poison = {
  pk: 'order-of-mallory',
  ...sampleEvent('order.confirmed.v1').data,
  total: 'a lot',
  fingerprint: 'f',
  event: {
    id: 'event-of-mallory',
    type: 'order.confirmed.v1',
    time: '2026-11-20T08:00:00.000Z',
    correlationId: 'c-mallory',
  },
};

/** The first order of {@link three}. */
async function first({ platform }: Stage): Promise<string> {
  const { body } = await platform.request('POST /orders', by('ann', 'k1'));
  return body.orderId;
}

/** Tomorrow, so that the report covers today's orders. */
const tomorrow = () => new Date(Date.now() + 86_400_000);
const today = () => new Date().toISOString().slice(0, 10);

export const scenarios: Scenario[] = [
  { handler: 'orders/placeOrder', when: ({ platform }) => platform.request('POST /orders', by('ann', 'k1')) },
  {
    handler: 'orders/placeOrder',
    name: 'key of another request',
    given: async (stage) => void (await first(stage)),
    when: ({ platform }) => platform.request('POST /orders', by('ann', 'k1', order('coffee'))),
  },
  {
    handler: 'orders/getOrder',
    given: async (stage) => void (await first(stage)),
    when: async (stage) =>
      stage.platform.request('GET /orders/{orderId}', {
        ...by('ann', 'get'),
        params: { orderId: await first(stage) },
      }),
  },
  {
    handler: 'orders/listOrders',
    given: async (stage) => void (await announced(stage, ...three)),
    when: ({ platform }) => platform.request('GET /orders', by('ann', 'list')),
  },
  {
    handler: 'orders/cancelOrder',
    given: async (stage) => void (await first(stage)),
    when: async (stage) =>
      stage.platform.request('POST /orders/{orderId}/cancel', {
        ...by('ann', 'cancel'),
        params: { orderId: await first(stage) },
      }),
  },
  {
    handler: 'orders/cancelOrder',
    name: 'stock held',
    given: async (stage) => void (await decided(stage)),
    when: async (stage) =>
      stage.platform.request('POST /orders/{orderId}/cancel', {
        ...by('ann', 'cancel'),
        params: { orderId: await first(stage) },
      }),
  },
  { handler: 'orders/putInventory', when: (stage) => stocked(stage, ['tea', 7]) },
  {
    handler: 'orders/getInventory',
    given: (stage) => stocked(stage, ['tea', 7]),
    when: ({ platform }) => platform.request('GET /inventory/{sku}', { ...clerk, params: { sku: 'tea' } }),
  },
  {
    handler: 'orders/getConfig',
    makesNoCalls: true,
    when: ({ platform }) => platform.request('GET /config'),
  },
  {
    handler: 'orders/dailyAnalytics',
    given: (stage) => counted(stage),
    when: ({ platform }) =>
      platform.request('GET /analytics/daily', { ...clerk, scope: 'analytics:read', query: {} }),
  },
  {
    handler: 'orders/dailyReport',
    given: (stage) => counted(stage),
    // Which reports an attempt delivered is only in its log.
    when: async ({ platform }) => void (await platform.schedule('orders/dailyReport', tomorrow())),
  },
  {
    handler: 'orders/getReport',
    given: async ({ platform }) => void (await platform.schedule('orders/dailyReport', tomorrow())),
    when: ({ platform }) =>
      platform.request('GET /analytics/reports/{date}', {
        ...clerk,
        scope: 'analytics:read',
        params: { date: today() },
      }),
  },
  {
    handler: 'orders/reserveStock',
    given: async (stage) => {
      await stocked(stage, ['tea', 5], ['cup', 5]);
      await announced(stage, ...three);
    },
    when: ({ platform }) => platform.drainQueue('orders/reserveStock'),
  },
  {
    handler: 'orders/reserveStock',
    name: 'cancelled and poison among them',
    given: async (stage) => {
      await stocked(stage, ['tea', 5], ['cup', 5]);
      const [orderId = ''] = await announced(stage, ...three);
      await stage.platform.request('POST /orders/{orderId}/cancel', {
        ...by('ann', 'c'),
        params: { orderId },
      });
      await stage.platform
        .queue('inventory')
        .send(['{"type":"order.created.v1","correlationid":"c-poison"}']);
    },
    when: ({ platform }) => platform.drainQueue('orders/reserveStock'),
  },
  {
    handler: 'orders/sumOrders',
    given: async (stage) => void (await decided(stage)),
    when: ({ platform }) => platform.drainStream('orders/sumOrders'),
  },
  {
    handler: 'orders/sumOrders',
    name: 'batches of other borders, twice, and a window that ends twice',
    given: async (stage) => void (await decided(stage)),
    when: async ({ platform }) => {
      const records = await platform.readStream('orders/sumOrders');
      await platform.deliverRecords('orders/sumOrders', records.slice(0, 3), 2);
      await platform.deliverRecords('orders/sumOrders', records, 4);
      await platform.deliverRecords('orders/sumOrders', records.slice(1), 1);
    },
  },
  {
    handler: 'orders/sumOrders',
    name: 'a shard that splits in the middle',
    given: async (stage) => void (await decided(stage)),
    when: async ({ platform }) => {
      const records = await platform.readStream('orders/sumOrders');
      // Records stay in their shard: after a split, new records are in a child shard.
      const split = records.map((record, index) =>
        index < 2 ? record : { ...record, shardId: `${record.shardId}-${index % 2}` },
      );
      const inOrder = split.sort((a, b) => a.shardId.localeCompare(b.shardId));
      await platform.deliverRecords('orders/sumOrders', inOrder, 100);
    },
  },
  {
    handler: 'orders/sumOrders',
    name: 'poison among them, counted when it is mended',
    given: async (stage) => {
      await decided(stage);
      await stage.world.put('orderflow-local-orders', poison);
    },
    when: async ({ platform }) => {
      await platform.drainStream('orders/sumOrders');
      const dead = (await platform.queue('analytics-dlq').take()).map((body) =>
        body.replace('"a lot"', '250'),
      );
      // The same message may be set aside and redriven more than once.
      await platform.queue('analytics').send([...dead, ...dead]);
      await platform.drainQueue('orders/countOrders');
    },
  },
  {
    handler: 'orders/countOrders',
    given: async ({ platform }) => {
      await platform.announce('analytics', 'payment.captured.v1');
      await platform.announce('analytics', 'payment.refunded.v1');
      await platform.announce('analytics', 'import.completed.v1');
      await platform.announce('analytics', 'order.confirmed.v1');
    },
    when: ({ platform }) => platform.drainQueue('orders/countOrders'),
  },
  {
    handler: 'orders/countOrders',
    name: 'gets nothing of what the shards count',
    makesNoCalls: true,
    given: async (stage) => {
      await decided(stage);
      await stage.platform.drainStream('orders/publishEvents');
    },
    when: ({ platform }) => platform.drainQueue('orders/countOrders'),
  },
  {
    // No user has an account: the tests of the mail's model check the recipients.
    handler: 'orders/mailBuyers',
    given: async (stage) => {
      await decided(stage);
      await stage.platform.drainStream('orders/publishEvents');
    },
    when: ({ platform }) => platform.drainQueue('orders/mailBuyers'),
  },
  {
    handler: 'orders/publishEvents',
    given: async ({ platform }) => {
      for (const key of Array.from({ length: 23 }, (_, index) => `k${index}`)) {
        await platform.request('POST /orders', by('ann', key));
      }
    },
    when: ({ platform }) => platform.drainStream('orders/publishEvents'),
  },
  {
    handler: 'orders/publishEvents',
    name: 'one order twice',
    given: async (stage) => void (await decided(stage)),
    when: ({ platform }) => platform.drainStream('orders/publishEvents'),
  },
  {
    handler: 'orders/eraseOrders',
    given: async (stage) => {
      await decided(stage);
      await stage.platform.announce('erase-orders', 'user.erased.v1');
    },
    when: ({ platform }) => platform.drainQueue('orders/eraseOrders'),
  },
];
