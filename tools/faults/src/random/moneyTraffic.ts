import type { HttpAnswer, HttpRequest } from '../platform/http.ts';
import type { Stage } from '../sweep/scenario.ts';
import { trueNow } from './faults.ts';
import { type Act, expectStatus, type PlacedOrder, type Promises } from './promises.ts';
import type { Random } from './random.ts';

/** Most cards are good. */
export const METHODS = [
  ...Array<string>(6).fill('pm_card_visa'),
  'pm_card_mastercard',
  'pm_card_chargeDeclined',
  'pm_card_authenticationRequired',
];

/** What the provider does wrong; `slow` is still an answer in time. */
const CALL_FAULTS = ['declined', 'needs-action', '429', 'unavailable', 'slow', 'dead', 'lost'];
const WEBHOOK_FAULTS = ['twice', 'late', 'out of order', 'never'];
const MAX_SLOW_MS = 100;

const DAY_MS = 86_400_000;
const MAX_REFUND = 2_000;
/** Where things are still under way. */
const LATEST = 30;

/** Of all orders that were placed, one of the latest every other time. */
function someOrder(random: Random, { orders }: Promises): PlacedOrder | undefined {
  const all = [...orders.values()];
  return random.pick(random.next() < 0.5 ? all : all.slice(-LATEST));
}

const clerk = (orderId: string, body?: object): HttpRequest => ({
  sub: 'clerk',
  scope: 'fulfilment:write payments:write',
  params: { orderId },
  ...(body && { body }),
});

type Step = (
  operation: string,
  order: PlacedOrder,
  random: Random,
  promises: Promises,
  stage: Stage,
) => Promise<void>;

/** What may happen to an order. Whether it may now is for the order to say: 409 is as good an answer as any. */
const steps = {
  async cancel(operation, { orderId, sub }, _, promises, { platform }) {
    const answer = await platform.request('POST /orders/{orderId}/cancel', { sub, params: { orderId } });
    expectStatus(promises, operation, answer, 200, 409);
  },

  async ship(operation, { orderId }, random, promises, { platform }) {
    const parcel = clerk(orderId, { carrier: random.pick(['DHL', 'Post']) });
    expectStatus(
      promises,
      operation,
      await platform.request('POST /orders/{orderId}/ship', parcel),
      200,
      409,
    );
  },

  async deliver(operation, { orderId }, _, promises, { platform }) {
    const answer = await platform.request('POST /orders/{orderId}/deliver', clerk(orderId));
    expectStatus(promises, operation, answer, 200, 409);
  },

  async giveBack(operation, { orderId }, random, promises, { platform }) {
    const body = random.next() < 0.5 ? {} : { refund: random.integer(0, MAX_REFUND) };
    const answer = await platform.request('POST /orders/{orderId}/return', clerk(orderId, body));
    // 422: more than was paid and not given back.
    expectStatus(promises, operation, answer, 200, 409, 422);
  },

  async refund(operation, { orderId }, random, promises, { platform }) {
    const body = random.next() < 0.3 ? {} : { amount: random.integer(1, MAX_REFUND) };
    const request = { ...clerk(orderId, body), headers: { 'idempotency-key': operation } };
    const answer = await platform.request('POST /orders/{orderId}/refunds', request);
    // 404: on account. 409: nothing was taken, or not so much is left.
    expectStatus(promises, operation, answer, 201, 404, 409);
    if (answer.status === 201) promised(operation, answer, request, promises);
  },
} satisfies Record<string, Step>;

/** One key is one refund, whichever of its answers came. */
function promised(
  operation: string,
  { body: { refundId, orderId, amount } }: HttpAnswer,
  request: HttpRequest,
  { refunds, wrong }: Promises,
): void {
  const known = refunds.get(operation);
  if (known && (known.refundId !== refundId || known.amount !== amount))
    wrong.push(`${operation}: a repeat made another refund`);
  refunds.set(operation, { refundId, orderId, amount, request });
}

const act =
  (step: Step): Act =>
  async (operation, random, promises, stage) => {
    const order = someOrder(random, promises);
    if (order) await step(operation, order, random, promises, stage);
  };

/** A schedule that is due. What a firing does not get done is for the next one. */
async function fire(name: string, due: number, { platform }: Stage): Promise<void> {
  await platform.invoke(name, { id: `c-${due}`, time: new Date(due).toISOString() });
}

/** What happens to the orders that are paid, and goes wrong where the money is. */
export const moneyActs = {
  ship: act(steps.ship),
  deliver: act(steps.deliver),
  giveBack: act(steps.giveBack),
  refund: act(steps.refund),

  async repeatRefund(operation, random, promises, { platform }) {
    const [key, known] = random.pick([...promises.refunds]) ?? [];
    if (!key || !known) return;
    const answer = await platform.request('POST /orders/{orderId}/refunds', known.request);
    expectStatus(promises, operation, answer, 201);
    promised(key, answer, known.request, promises);
  },

  /** Two things happen to one order at once, perhaps the same two. */
  race: act(async (operation, order, random, promises, stage) => {
    const run = (at: string) => {
      const step: Step = random.pick<Step>([steps.cancel, steps.ship, steps.giveBack, steps.refund]);
      return step(`${operation}.${at}`, order, random, promises, stage);
    };
    await Promise.all([run('a'), run('b')]);
  }),

  async bankFault(_, random, __, { world }) {
    const fault = random.pick([...CALL_FAULTS, ...WEBHOOK_FAULTS]);
    world.outside.bank.faults.order({
      fault,
      ms: random.integer(1, MAX_SLOW_MS),
      times: random.integer(1, 3),
    });
  },

  /** Whatever is not settled is due. */
  reconcile: (_, random, __, stage) =>
    fire('payments/reconcilePayments', trueNow() + random.integer(0, DAY_MS), stage),

  /** Whoever has not paid by now waits no longer. */
  expire: (_, __, ___, stage) => fire('orders/expireReservations', trueNow() + DAY_MS, stage),
} satisfies Record<string, Act>;
