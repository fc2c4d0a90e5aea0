import { expect, test } from '@jest/globals';
import { isProviderEvent, parse } from '@orderflow/validation';
import { checkOf } from '../src/lib/stripeEvents.ts';
import { checkPayment } from '../src/models/checkPayment.ts';
import type { OrderEvent } from '../src/models/orderEvents.ts';
import type { PaymentItem } from '../src/models/payment.ts';
import { payOrders } from '../src/models/payOrders.ts';
import { refundOrder } from '../src/models/refundOrder.ts';
import { openCounter } from './counter.ts';
import { memoryStore } from './memoryStore.ts';
import { orderEvents } from './orderEvents.ts';

/** `PAYMENTS_SEED=7 PAYMENTS_OPERATIONS=10000` repeats a run, or makes a longer one. */
const OPERATIONS = Number(process.env['PAYMENTS_OPERATIONS'] ?? 300);
const SEED = Number(process.env['PAYMENTS_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

/** mulberry32 */
function randomOf(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    chance: (share: number) => next() < share,
    pick: <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)] as T,
    integer: (from: number, to: number) => from + Math.floor(next() * (to - from + 1)),
  };
}

const MADE_THERE = 'made at the provider';
const CALL_FAULTS = ['declined', 'needs-action', '429', 'unavailable', 'slow', 'dead', 'lost'];
const WEBHOOK_FAULTS = ['twice', 'late', 'out of order', 'never'];
const METHODS = [
  'pm_card_visa',
  'pm_card_visa',
  'pm_card_visa',
  'pm_card_mastercard',
  'pm_card_chargeDeclined',
];

test('whatever goes wrong, the ledger of the provider is what our table says, and nothing was charged twice', async () => {
  const random = randomOf(SEED);
  let calm = false;
  // A process that dies: before a call to the database, or after it took effect.
  const store = memoryStore(async () => {
    if (!calm && random.chance(0.05))
      throw Object.assign(new Error('the process is lost'), { $metadata: {} });
  });
  let now = Date.parse('2026-11-29T09:00:00Z');
  const counter = await openCounter({ now: () => now, timeoutMs: 60 });
  const desk = () => ({ provider: calm ? counter.patient : counter.port, store });
  const context = () => ({ correlationId: 'c', now: new Date(now) });
  /** Failed events, which come again until they are applied. */
  let waiting: OrderEvent[] = [];
  let sequence = 0;
  const asked: Promise<unknown>[] = [];
  const orders = new Map<string, 'reserved' | 'shipped' | 'ended'>();

  const deliver = async (events: OrderEvent[]) => {
    // Two executors may get the same batch.
    const outcomes = await Promise.all(
      (random.chance(0.2) ? [events, events] : [events]).map((batch) =>
        payOrders(batch, new Date(now), desk()),
      ),
    );
    waiting.push(...outcomes.flatMap(({ failed }) => failed.map(({ event }) => event)));
  };
  const webhooks = async () => {
    await counter.provider.webhooks.deliverAll();
    for (const { payload } of counter.webhooks.splice(0)) {
      const check = checkOf(parse(isProviderEvent, JSON.parse(payload)));
      if (check) await checkPayment(check, context(), desk()).catch(() => {});
    }
  };
  const lookAgain = async () => {
    for (const { pk, dueAt } of [...store.items.values()])
      if (dueAt && Date.parse(dueAt) <= now)
        await checkPayment({ orderId: pk, correlationId: 'due' }, context(), desk()).catch(() => {});
  };

  for (let operation = 0; operation < OPERATIONS; operation++) {
    now += random.integer(0, 30_000);
    if (random.chance(0.15))
      counter.provider.faults.order({ fault: random.pick(CALL_FAULTS), ms: 80, times: random.integer(1, 3) });
    if (random.chance(0.1)) counter.provider.faults.order({ fault: random.pick(WEBHOOK_FAULTS) });
    const known = [...orders.keys()];
    const id = random.pick(known);
    const state = id && orders.get(id);
    const what = random.pick([
      'reserve',
      'ship',
      'ship',
      'end',
      'return',
      'refund',
      'refund',
      'webhooks',
      'repeat',
      'look',
    ]);
    if (what === 'reserve' || !id) {
      const fresh = `order-${++sequence}`;
      orders.set(fresh, 'reserved');
      const { reserved, cancelled } = orderEvents(fresh, random.integer(1, 5_000), random.pick(METHODS));
      // The event of the order's end may come first.
      if (random.chance(0.1)) {
        orders.set(fresh, 'ended');
        await deliver([cancelled('RESERVED')]);
      }
      await deliver([reserved]);
    } else if (what === 'ship' && state === 'reserved' && store.items.get(id)?.status === 'AUTHORIZED') {
      orders.set(id, 'shipped');
      await deliver([orderEvents(id, store.items.get(id)?.amount).shipped]);
    } else if (what === 'end' && state === 'reserved') {
      orders.set(id, 'ended');
      const { cancelled, rejected } = orderEvents(id, store.items.get(id)?.amount ?? 1);
      await deliver([
        random.pick([cancelled('RESERVED'), cancelled('CONFIRMED'), rejected('PAYMENT_EXPIRED')]),
      ]);
    } else if (what === 'return' && state === 'shipped') {
      await deliver([orderEvents(id).returned(random.integer(1, 6_000))]);
    } else if (what === 'refund' && state === 'shipped') {
      const body = random.chance(0.3) ? {} : { amount: random.integer(1, 3_000) };
      const key = `refund-${random.integer(0, 400)}`;
      // Two at once, perhaps under the same key.
      const request = (one: string) => refundOrder(id, one, body, context(), desk());
      // A caller without an answer asks again.
      const ask = (one: string) => request(one).catch(() => request(one).catch(() => undefined));
      asked.push(ask(key), ask(random.chance(0.5) ? key : `${key}-other`));
      await Promise.all(asked.splice(0));
    } else if (what === 'webhooks') {
      await webhooks();
    } else if (what === 'look') {
      await lookAgain();
    }
    if (what === 'repeat' || waiting.length > 5) {
      const again = waiting;
      waiting = [];
      await deliver(again);
    }
  }

  // There are no more faults, and all waiting events come.
  calm = true;
  counter.provider.faults.clear();
  await new Promise((resolve) => setTimeout(resolve, 200));
  for (let round = 0; round < 20 && waiting.length > 0; round++) {
    const again = waiting;
    waiting = [];
    await deliver(again);
  }
  await webhooks();
  for (let round = 0; round < 3; round++) {
    now += 3_600_000;
    await lookAgain();
  }
  await counter.close();

  const broken: string[] = [];
  const check = (holds: boolean, id: string, what: string) => void (holds || broken.push(`${id}: ${what}`));
  const ledger = Map.groupBy(counter.provider.ledger(), ({ orderId }) => orderId ?? '');
  check(waiting.length === 0, 'all', `${waiting.length} events are not applied`);
  for (const [id, payment] of store.items) {
    const rows = (ledger.get(id) ?? []).filter(({ authorized }) => authorized > 0);
    const sum = (of: 'captured' | 'refunded') => rows.reduce((all, row) => all + row[of], 0);
    check(rows.length <= 1, id, `${rows.length} authorisations`);
    check(
      sum('captured') === payment.captured,
      id,
      `captured ${sum('captured')}, we say ${payment.captured}`,
    );
    check(
      sum('refunded') === payment.refunded,
      id,
      `refunded ${sum('refunded')}, we say ${payment.refunded}`,
    );
    check(payment.refunded <= payment.captured, id, 'more was given back than was taken');
    const isHeld = rows.some(({ status }) => status === 'requires_capture');
    check(isHeld === (payment.status === 'AUTHORIZED'), id, `held: ${isHeld}, we say ${payment.status}`);
    check(
      settled(payment, orders.get(id)),
      id,
      `the order is ${orders.get(id)}, its payment ${payment.status}`,
    );
    const made = payment.refunds.filter(({ status }) => status === 'SUCCEEDED');
    check(
      made.reduce((all, { amount }) => all + amount, 0) === payment.refunded,
      id,
      'refunds do not add up',
    );
    // Nobody made a refund at the provider here, so it would be a second one of ours.
    check(!payment.refunds.some(({ reason }) => reason === MADE_THERE), id, 'a refund was made twice');
    const versions = store.events.filter(({ order }) => order === id).map(({ version }) => version);
    check(
      versions.every((version, index) => version === index + 1),
      id,
      `versions ${versions}`,
    );
  }
  expect({ repeat: `PAYMENTS_SEED=${SEED} PAYMENTS_OPERATIONS=${OPERATIONS}`, broken }).toMatchObject({
    broken: [],
  });
  expect(store.items.size).toBeGreaterThan(OPERATIONS / 20);
}, 3_600_000);

function settled({ status, refunds }: PaymentItem, order?: string): boolean {
  if (refunds.some((one) => one.status === 'PENDING')) return false;
  if (order === 'shipped') return ['CAPTURED', 'REFUNDED', 'PARTIALLY_REFUNDED'].includes(status);
  if (order === 'ended') return ['VOIDED', 'DECLINED'].includes(status);
  return ['AUTHORIZED', 'DECLINED'].includes(status);
}
