import { signatureHeader } from '@orderflow/provider/signature';
import type { Scenario, Stage } from '../sweep/scenario.ts';
import type { SampleType } from '../world/sampleEvents.ts';
import { sampleEvent } from '../world/sampleEvents.ts';

const ORDER = 'order-of-mallory';
const clerk = (key: string) => ({
  sub: 'clerk',
  scope: 'payments:write',
  headers: { 'x-correlation-id': `c-${key}`, 'idempotency-key': key },
  params: { orderId: ORDER },
});

/** Events of the order, as its subscription delivers them; each is applied before the next one. */
async function happened({ platform }: Stage, ...types: SampleType[]): Promise<void> {
  for (const type of types) {
    await platform
      .queue('payments')
      .send([JSON.stringify({ ...sampleEvent(type), id: `${type}-of-mallory` })]);
    await platform.drainQueue('payments/payOrders');
  }
  await platform.drainStream('payments/publishEvents');
}

/** A request that needs the secret: the secret is then cached for the following runs. */
const warm = async ({ platform }: Stage): Promise<void> =>
  void (await platform.request('POST /payments/webhook', { body: {} }));

/** An order on account. */
async function onAccount({ platform }: Stage): Promise<{ orderId: string }> {
  const { status, body } = await platform.request('POST /orders', {
    sub: 'ann',
    scope: 'orders:price',
    headers: { 'idempotency-key': 'k1', 'x-correlation-id': 'c-list' },
    body: { currency: 'EUR', lines: [{ sku: 'tea', quantity: 1, unitPrice: 250 }] },
  });
  if (status !== 201) throw new Error(`no order: ${JSON.stringify(body)}`);
  return body;
}

const event = { ...sampleEvent('order.cancelled.v1'), id: 'cancelled-of-mallory' };
const ended = JSON.stringify({ ...event, data: { ...event.data, previousStatus: 'RESERVED' } });

/** One event of a payment's order, after the given earlier events. */
const paid = (name: string, given: SampleType[], type: SampleType): Scenario => ({
  handler: 'payments/payOrders',
  name,
  given: async (stage) => {
    await warm(stage);
    await happened(stage, ...given);
    await stage.platform.announce('payments', type);
  },
  when: ({ platform }) => platform.drainQueue('payments/payOrders'),
});

const checked = (name: string, change: (stage: Stage) => Promise<void>): Scenario => ({
  handler: 'payments/checkPayments',
  name,
  given: async (stage) => {
    await warm(stage);
    await change(stage);
    await stage.platform
      .queue('payment-checks')
      .send([JSON.stringify({ orderId: ORDER, correlationId: 'c-check' })]);
  },
  when: ({ platform }) => platform.drainQueue('payments/checkPayments'),
});

export const scenarios: Scenario[] = [
  paid('authorised', [], 'order.reserved.v1'),
  paid('captured', ['order.reserved.v1'], 'order.shipped.v1'),
  paid('given back', ['order.reserved.v1', 'order.shipped.v1'], 'order.returned.v1'),
  {
    ...paid('declined', [], 'order.reserved.v1'),
    given: async (stage) => {
      await warm(stage);
      const { data, ...rest } = sampleEvent('order.reserved.v1');
      const declined = { ...rest, data: { ...data, method: 'pm_card_chargeDeclined' } };
      await stage.platform.queue('payments').send([JSON.stringify(declined)]);
    },
  },
  {
    ...paid('let go', [], 'order.cancelled.v1'),
    given: async (stage) => {
      await warm(stage);
      await happened(stage, 'order.reserved.v1');
      await stage.platform.queue('payments').send([ended]);
    },
  },
  {
    ...paid('ended before its reservation was heard of', [], 'order.cancelled.v1'),
    given: async (stage) => {
      await warm(stage);
      await stage.platform.queue('payments').send([ended]);
    },
  },
  checked('nothing new', (stage) => happened(stage, 'order.reserved.v1')),
  checked('a refund that was refused an answer', async (stage) => {
    await happened(stage, 'order.reserved.v1', 'order.shipped.v1');
    stage.world.outside.bank.faults.order({ fault: 'unavailable', match: '/refunds', times: 2 });
    await stage.platform.request('POST /orders/{orderId}/refunds', { ...clerk('r1'), body: { amount: 5 } });
  }),
  {
    handler: 'payments/receiveWebhook',
    given: warm,
    when: ({ platform }) => {
      const body = JSON.stringify({
        id: 'evt_1',
        type: 'payment_intent.succeeded',
        data: {
          object: {
            id: 'pi_1',
            object: 'payment_intent',
            currency: 'eur',
            status: 'succeeded',
            metadata: { orderId: ORDER },
          },
        },
      });
      const signature = signatureHeader(body, ['whsec_faults'], Math.floor(Date.now() / 1_000));
      const headers = { 'stripe-signature': signature, 'x-correlation-id': 'c-webhook' };
      return platform.request('POST /payments/webhook', { headers, body });
    },
  },
  {
    handler: 'payments/refundOrder',
    given: (stage) => happened(stage, 'order.reserved.v1', 'order.shipped.v1'),
    when: ({ platform }) =>
      platform.request('POST /orders/{orderId}/refunds', { ...clerk('r1'), body: { amount: 100 } }),
  },
  {
    handler: 'payments/listRefunds',
    given: async (stage) => void (await onAccount(stage)),
    when: async (stage) => {
      // The order was already placed: this returns the same answer.
      const { orderId } = await onAccount(stage);
      return stage.platform.request('GET /orders/{orderId}/refunds', {
        sub: 'ann',
        headers: { 'x-correlation-id': 'c-list' },
        params: { orderId },
      });
    },
  },
  {
    handler: 'payments/reconcilePayments',
    given: (stage) => happened(stage, 'order.reserved.v1'),
    when: ({ platform }) =>
      platform.schedule('payments/reconcilePayments', new Date(Date.now() + 7 * 86_400_000)),
  },
  {
    handler: 'payments/publishEvents',
    given: async ({ platform }) => {
      await platform.announce('payments', 'order.reserved.v1');
      await platform.drainQueue('payments/payOrders');
    },
    when: ({ platform }) => platform.drainStream('payments/publishEvents'),
  },
];
