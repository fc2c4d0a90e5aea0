import type { Scenario, Stage } from '../sweep/scenario.ts';
import { announced, by, order, stocked } from '../world/orders.ts';
import { type SampleType, sampleEvent } from '../world/sampleEvents.ts';

/** An order that waits for its payment. */
async function reserved(stage: Stage): Promise<string> {
  await stocked(stage, ['tea', 5], ['cup', 5]);
  const [orderId = ''] = await announced(stage, by('ann', 'k1', { ...order(), payment }));
  await stage.platform.drainQueue('orders/reserveStock');
  return orderId;
}
const payment = { method: 'pm_card_visa' };

/** The given events of its payment, starting with the first one, are delivered and applied. */
async function paid(stage: Stage, ...types: PaymentType[]): Promise<string> {
  const orderId = await reserved(stage);
  await tell(stage, orderId, ...types);
  await stage.platform.drainQueue('orders/settleOrders');
  return orderId;
}

type PaymentType = Extract<SampleType, `payment.${string}`>;

const tell = ({ platform }: Stage, orderId: string, ...types: PaymentType[]) =>
  platform.queue('settlements').send(
    types.map((type, index) => {
      const event = sampleEvent(type);
      return JSON.stringify({
        ...event,
        id: `${type}-${orderId}`,
        data: { ...event.data, orderId, version: index + 1 },
      });
    }),
  );

const fulfil = ({ platform }: Stage, step: 'ship' | 'deliver' | 'return', orderId: string, body?: object) =>
  platform.request(`POST /orders/{orderId}/${step}`, {
    sub: 'clerk',
    scope: 'fulfilment:write',
    headers: { 'x-correlation-id': `c-${step}` },
    params: { orderId },
    ...(body && { body }),
  });
const parcel = { carrier: 'Post', trackingCode: 'X1' };

/** The id of the order that {@link reserved} placed. */
const only = async ({ world }: Stage) => String((await world.items('orderflow-local-orders'))[0]?.['pk']);

export const scenarios: Scenario[] = [
  {
    handler: 'orders/cancelOrder',
    name: 'waiting for its payment',
    given: async (stage) => void (await reserved(stage)),
    when: async (stage) =>
      stage.platform.request('POST /orders/{orderId}/cancel', {
        ...by('ann', 'cancel'),
        params: { orderId: await only(stage) },
      }),
  },
  {
    handler: 'orders/shipOrder',
    given: async (stage) => void (await paid(stage, 'payment.authorized.v1')),
    when: async (stage) => fulfil(stage, 'ship', await only(stage), parcel),
  },
  {
    handler: 'orders/deliverOrder',
    given: async (stage) =>
      void (await fulfil(stage, 'ship', await paid(stage, 'payment.authorized.v1'), parcel)),
    when: async (stage) => fulfil(stage, 'deliver', await only(stage)),
  },
  {
    handler: 'orders/returnOrder',
    given: async (stage) =>
      void (await fulfil(stage, 'ship', await paid(stage, 'payment.authorized.v1'), parcel)),
    when: async (stage) => fulfil(stage, 'return', await only(stage), { refund: 100 }),
  },
  {
    handler: 'orders/reserveStock',
    name: 'to be paid',
    // As long as an upload URL is valid: the sweep knows times that are an hour later.
    settings: { RESERVATION_SECONDS: '3600' },
    given: async (stage) => {
      await stocked(stage, ['tea', 5], ['cup', 5]);
      await announced(stage, by('ann', 'k1', { ...order(), payment }), by('ann', 'k2'));
    },
    when: ({ platform }) => platform.drainQueue('orders/reserveStock'),
  },
  {
    handler: 'orders/settleOrders',
    name: 'authorised, captured and refunded, out of order',
    given: async (stage) =>
      tell(
        stage,
        await reserved(stage),
        'payment.authorized.v1',
        'payment.captured.v1',
        'payment.refunded.v1',
      ),
    when: ({ platform }) => platform.drainQueue('orders/settleOrders'),
  },
  {
    handler: 'orders/settleOrders',
    name: 'declined, and again',
    given: async (stage) => {
      const orderId = await reserved(stage);
      for (const _ of ['once', 'again']) await tell(stage, orderId, 'payment.declined.v1');
    },
    when: ({ platform }) => platform.drainQueue('orders/settleOrders'),
  },
  {
    handler: 'orders/settleOrders',
    name: 'authorised after it was cancelled, and of no order',
    given: async (stage) => {
      const orderId = await reserved(stage);
      await stage.platform.request('POST /orders/{orderId}/cancel', {
        ...by('ann', 'c'),
        params: { orderId },
      });
      await tell(stage, orderId, 'payment.authorized.v1');
      await tell(stage, 'nobodys', 'payment.voided.v1');
    },
    when: ({ platform }) => platform.drainQueue('orders/settleOrders'),
  },
  {
    handler: 'orders/expireReservations',
    given: async (stage) => void (await reserved(stage)),
    // The number that an attempt ended is only in its log.
    when: async ({ platform }) =>
      void (await platform.schedule('orders/expireReservations', new Date(Date.now() + 86_400_000))),
  },
];
