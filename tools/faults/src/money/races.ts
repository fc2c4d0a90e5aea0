import { setTimeout as sleep } from 'node:timers/promises';
import { Random } from '../random/random.ts';
import type { Fault } from '../seam/functionProcess.ts';
import type { Stage } from '../sweep/scenario.ts';
import { checkSettled } from './settled.ts';
import { Shop, TOTAL } from './shop.ts';

/** Two things that happen to one order at the same time. */
interface Race {
  name: string;
  /** Brings the order to its state, with the racing messages in the queues. */
  given(shop: Shop, orders: string[]): Promise<void>;
  /** Starts both, for each order. */
  race(shop: Shop, orders: string[], stage: Stage): Promise<unknown>[];
  /** The allowed ends: order, payment, captured, refunded. */
  ends: readonly (readonly [order: string, payment: string, captured: number, refunded: number])[];
}

/** Orders that run the same race; one queue batch takes all of them. */
const ORDERS = 5;
const PIECES = 100;
const DAY_MS = 86_400_000;
/** Longer than the time between two calls of one function. */
const MAX_DELAY_MS = 25;
const PART = 400;

const LET_GO = ['CANCELLED', 'VOIDED', 0, 0] as const;
const SHIPPED = ['SHIPPED', 'CAPTURED', TOTAL, 0] as const;
const CONFIRMED = ['CONFIRMED', 'AUTHORIZED', 0, 0] as const;

/** Stock is reserved, and the payment is about to get the event. */
async function reserved(shop: Shop): Promise<void> {
  await shop.publish();
  await shop.deliver('orders/reserveStock');
  await shop.publish();
}
const confirmed = (shop: Shop) => shop.deliverAll();
async function captured(shop: Shop, orders: string[]): Promise<void> {
  await confirmed(shop);
  for (const id of orders) await shop.ship(id);
  await shop.deliverAll();
}
/** Money is refunded at the provider, which sends a webhook. */
async function refundedThere(shop: Shop, orders: string[], { world }: Stage): Promise<void> {
  for (const id of orders) await world.outside.bank.refundThere(id, PART);
  await shop.webhooks();
}

export const races: readonly Race[] = [
  {
    name: 'an event with itself',
    given: reserved,
    race: (shop) => [shop.deliver('payments/payOrders', 3)],
    ends: [CONFIRMED],
  },
  {
    name: 'cancel with authorise',
    given: reserved,
    race: (shop, orders) => [shop.deliver('payments/payOrders'), ...orders.map(shop.cancel)],
    ends: [LET_GO],
  },
  {
    name: 'the end of the reservation with authorise',
    given: reserved,
    race: (shop) => [
      shop.deliver('payments/payOrders').then(async () => {
        await shop.publish();
        await shop.deliver('orders/settleOrders');
      }),
      shop.fireSchedules(DAY_MS),
    ],
    ends: [CONFIRMED, ['REJECTED', 'VOIDED', 0, 0]],
  },
  {
    name: 'cancel with ship',
    given: confirmed,
    race: (shop, orders) => orders.flatMap((id) => [shop.cancel(id), shop.ship(id)]),
    ends: [LET_GO, SHIPPED],
  },
  {
    name: 'cancel with capture',
    given: async (shop, orders) => {
      await confirmed(shop);
      for (const id of orders) await shop.ship(id);
      await shop.publish();
    },
    race: (shop, orders) => [shop.deliver('payments/payOrders', 2), ...orders.map(shop.cancel)],
    ends: [SHIPPED],
  },
  {
    name: 'refund with refund',
    given: captured,
    // Together they are more than was captured.
    race: (shop, orders) => orders.flatMap((id) => [shop.refund(id, PART), shop.refund(id, PART)]),
    ends: [['SHIPPED', 'PARTIALLY_REFUNDED', TOTAL, PART]],
  },
  {
    name: 'refund with itself',
    given: captured,
    race: (shop, orders) =>
      orders.flatMap((id) => [1, 2, 3].map(() => shop.refund(id, PART / 2, `of ${id}`))),
    ends: [['SHIPPED', 'PARTIALLY_REFUNDED', TOTAL, PART / 2]],
  },
  {
    name: 'refund with return',
    given: captured,
    race: (shop, orders) => orders.flatMap((id) => [shop.refund(id, PART), shop.giveBack(id)]),
    ends: [['RETURNED', 'REFUNDED', TOTAL, TOTAL]],
  },
  {
    name: 'capture with return',
    given: async (shop, orders) => {
      await confirmed(shop);
      for (const id of orders) await shop.ship(id);
      for (const id of orders) await shop.giveBack(id);
      await shop.publish();
    },
    race: (shop) => [shop.deliver('payments/payOrders', 2), shop.deliver('payments/payOrders', 2)],
    ends: [['RETURNED', 'REFUNDED', TOTAL, TOTAL]],
  },
  {
    name: 'two webhooks',
    given: captured,
    race: (shop, orders, stage) => [
      refundedThere(shop, orders, stage).then(() =>
        Promise.all([
          shop.deliver('payments/checkPayments', 2),
          shop.deliver('payments/checkPayments', 2),
          shop.deliver('payments/checkPayments', 2),
        ]),
      ),
    ],
    ends: [['SHIPPED', 'PARTIALLY_REFUNDED', TOTAL, PART]],
  },
  {
    name: 'a webhook with a refund',
    given: captured,
    race: (shop, orders, stage) => [
      refundedThere(shop, orders, stage).then(() => shop.deliver('payments/checkPayments', 2)),
      ...orders.map((id) => shop.refund(id, 1)),
    ],
    ends: [['SHIPPED', 'PARTIALLY_REFUNDED', TOTAL, PART + 1]],
  },
];

/** Runs a race with delayed calls. @returns what does not hold */
export async function runRace(
  { name, given, race, ends }: Race,
  stage: Stage,
  seed: number,
): Promise<string[]> {
  const shop = await new Shop(stage, PIECES).open();
  const random = new Random(seed, name);
  const slowly: Fault = async (call, forward) => {
    await sleep(random.integer(0, MAX_DELAY_MS));
    const answer = await forward(call);
    await sleep(random.integer(0, MAX_DELAY_MS));
    return answer;
  };
  try {
    const orders = await Promise.all(Array.from({ length: ORDERS }, () => shop.place()));
    await given(shop, orders);
    shop.setTime(0, slowly);
    await Promise.all(race(shop, orders, stage));
    shop.setTime(0);
    await shop.deliverAll();
    const allowed = new Set(ends.map(String));
    const told: string[] = [];
    for (const id of orders) {
      const { status, payment } = await shop.look(id);
      const end = String([status, payment?.status, payment?.captured, payment?.refunded]);
      if (!allowed.has(end)) told.push(`${name}: an order ended as ${end}`);
    }
    return [...told, ...(await checkSettled(stage, PIECES)).map((one) => `${name}: ${one}`)];
  } finally {
    shop.close();
  }
}
