import type { HttpAnswer, HttpRequest } from '../platform/http.ts';
import type { Stage } from '../sweep/scenario.ts';
import { trueNow } from './faults.ts';
import { type Act, expectStatus, type PlacedOrder, type Promises } from './promises.ts';
import type { Random } from './random.ts';

/** Most cards work. */
export const METHODS = [
  ...Array<string>(6).fill('pm_card_visa'),
  'pm_card_mastercard',
  'pm_card_chargeDeclined',
  'pm_card_authenticationRequired',
];

/** Faults of the provider; `slow` still answers in time. */
const CALL_FAULTS = ['declined', 'needs-action', '429', 'unavailable', 'slow', 'dead', 'lost'];
const WEBHOOK_FAULTS = ['twice', 'late', 'out of order', 'never'];
const MAX_SLOW_MS = 100;

const DAY_MS = 86_400_000;
const MAX_REFUND = 2_000;
/** The latest orders: most of them are still in progress. */
const LATEST = 30;

/** A random order; in half of the cases one of the latest. */
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

/** Possible acts on an order. The order decides whether one is allowed: 409 is a valid answer, too. */
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
    // 422: more than was paid and not yet refunded.
    expectStatus(promises, operation, answer, 200, 409, 422);
  },

  async refund(operation, { orderId }, random, promises, { platform }) {
    const body = random.next() < 0.3 ? {} : { amount: random.integer(1, MAX_REFUND) };
    const request = { ...clerk(orderId, body), headers: { 'idempotency-key': operation } };
    const answer = await platform.request('POST /orders/{orderId}/refunds', request);
    // 404: the order is on account. 409: nothing was captured, or less is left.
    expectStatus(promises, operation, answer, 201, 404, 409);
    if (answer.status === 201) promised(operation, answer, request, promises);
  },
} satisfies Record<string, Step>;

/** One key means one refund, whichever answer arrived. */
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

/** Fires a due schedule. What it does not complete is left for the next one. */
async function fire(name: string, due: number, { platform }: Stage): Promise<void> {
  await platform.invoke(name, { id: `c-${due}`, time: new Date(due).toISOString() });
}

/** Acts on paid orders, and faults of the provider. */
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

  /** Two concurrent acts on one order, possibly the same act twice. */
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

  /** All unsettled payments are due. */
  reconcile: (_, random, __, stage) =>
    fire('payments/reconcilePayments', trueNow() + random.integer(0, DAY_MS), stage),

  /** All orders that are not paid by now expire. */
  expire: (_, __, ___, stage) => fire('orders/expireReservations', trueNow() + DAY_MS, stage),
} satisfies Record<string, Act>;
