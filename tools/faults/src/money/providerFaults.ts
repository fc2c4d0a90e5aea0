import { FAULTS, type Fault } from '@orderflow/provider/faults';
import type { Stage } from '../sweep/scenario.ts';
import type { Bank } from '../world/bank.ts';
import { checkSettled } from './settled.ts';
import { Shop } from './shop.ts';

/** A call to the provider, and its fault. */
interface Case {
  step: string;
  fault: Fault;
  /** The provider's client retries a call once, so a fault that must reach our code is ordered twice. */
  times?: number;
  ms?: number;
  /** Text that only this call of this order contains; the fault hits the call that matches it. */
  match(order: string, intent: string): string;
  /** State of the order before, and the act that triggers the call. */
  after: 'nothing' | 'held' | 'taken';
  begin?(shop: Shop, order: string, stage: Stage): Promise<unknown>;
}

/** A row of the table in docs/money.md. */
export interface Row {
  step: string;
  fault: string;
  meanwhile: string;
  settled: string;
  end: string;
  ledger: string;
}

const PIECES = 200;
const PART = 400;
const LATE_MS = 300_000;
/** Longer than a function waits for the provider. */
const TOO_SLOW_MS = 3_600;
const CALL_FAULTS: Pick<Case, 'fault' | 'times' | 'ms'>[] = [
  { fault: 'rate-limited', times: 2 },
  { fault: 'unavailable', times: 2 },
  { fault: 'slow', ms: TOO_SLOW_MS },
  { fault: 'dead-after-effect' },
  { fault: 'lost-answer' },
];
const MINUTES_10 = 600_000;
const DAYS_6 = 6 * 86_400_000 + MINUTES_10;
const GIVE_BACK = 'to give a part back';

const calls = (of: Omit<Case, 'fault'>, ...more: Fault[]): Case[] =>
  [...more.map((fault) => ({ fault })), ...CALL_FAULTS].map((fault) => ({ ...of, ...fault }));

const cases: Case[] = [
  ...calls({
    step: 'an intent for the money',
    match: (order) => `metadata[orderId]=${order}`,
    after: 'nothing',
  }),
  ...calls(
    { step: 'to hold the money', match: (_, intent) => `${intent}/confirm`, after: 'nothing' },
    'declined',
    'needs-action',
  ),
  ...calls({
    step: 'to take the money',
    match: (_, intent) => `${intent}/capture`,
    after: 'held',
    begin: (shop, order) => shop.ship(order),
  }),
  ...calls({
    step: 'to let the money go',
    match: (_, intent) => `${intent}/cancel`,
    after: 'held',
    begin: (shop, order) => shop.cancel(order),
  }),
  ...calls({
    step: GIVE_BACK,
    match: (_, intent) => `/v1/refunds payment_intent=${intent}`,
    after: 'taken',
    begin: (shop, order) => shop.refund(order, PART),
  }),
  ...(['webhook-late', 'webhook-never'] as const).map(
    (fault): Case => ({
      step: 'nothing: it let the money go by itself, and says so',
      fault,
      ms: LATE_MS,
      match: (order) => `${order} pm_card_visa payment_intent.canceled`,
      after: 'held',
      begin: (_, order, { world }) => world.outside.bank.letGoThere(order),
    }),
  ),
  ...(['webhook-twice', 'webhook-out-of-order'] as const).map(
    (fault): Case => ({
      step: 'nothing: somebody gave two parts back there, and it says so',
      fault,
      match: (order) => `${order} pm_card_visa charge.refunded`,
      after: 'taken',
      begin: async (_, order, { world }) => {
        for (const part of [PART / 4, PART / 2]) await world.outside.bank.refundThere(order, part);
      },
    }),
  ),
];

/**
 * Runs every fault of the provider at every call, each with its own order. Records what the buyer reads meanwhile and
 * the end, in our answers and in the provider's ledger. No webhook arrives for the orders whose calls fail.
 *
 * @returns the table, and what does not hold
 */
export async function runProviderFaults(stage: Stage): Promise<{ rows: Row[]; broken: string[] }> {
  const shop = await new Shop(stage, PIECES).open();
  const { bank } = stage.world.outside;
  const all: Tried[] = [];
  for (const one of cases) all.push({ one, order: await shop.place(), meanwhile: '', end: '', ledger: '' });
  const look = async ({ order }: Tried) => {
    const { status, payment } = await shop.look(order);
    return `${status}, ${payment?.status}`;
  };
  try {
    for (const phase of ['nothing', 'held', 'taken'] as const) {
      const now = all.filter(({ one }) => one.after === phase);
      for (const { one, order } of now) orderFaults(one, order, bank);
      await Promise.all(now.map(({ one, order }) => one.begin?.(shop, order, stage)));
      await shop.deliverFirst();
      for (const tried of now) tried.meanwhile = await look(tried);
      if (phase === 'held') {
        const next = all.filter(({ one }) => one.after === 'taken');
        await Promise.all(next.map(({ order }) => shop.ship(order)));
      }
      await shop.deliverAll();
    }
    for (const [time, of] of [
      [MINUTES_10, (tried: Tried) => !isFoundLate(tried)],
      // Before the bank releases held money, we query the provider and find what no webhook told us.
      [DAYS_6, isFoundLate],
    ] as const) {
      shop.setTime(time);
      await shop.fireSchedules();
      await shop.deliverAll();
      for (const tried of all.filter(of)) {
        tried.end = await look(tried);
        tried.ledger = inLedger(tried.order, bank);
      }
    }
    // Cancels the orders whose money is held.
    for (const { one, order } of all) if (one.after === 'held') await shop.cancel(order);
    await shop.deliverAll();
    return { rows: all.map(rowOf), broken: await checkSettled(stage, PIECES) };
  } finally {
    shop.close();
  }
}

interface Tried {
  one: Case;
  order: string;
  meanwhile: string;
  end: string;
  ledger: string;
}

const isFoundLate = ({ one }: Tried): boolean => one.fault === 'webhook-never';

function orderFaults({ fault, times = 1, ms = 0, match }: Case, order: string, bank: Bank): void {
  bank.faults.order({ fault, times, ms, match: match(order, bank.intentId(order)) });
  if (!fault.startsWith('webhook')) {
    bank.faults.order({ fault: 'webhook-never', match: order, times: Number.POSITIVE_INFINITY });
  }
}

function inLedger(order: string, bank: Bank): string {
  const row = bank.ledger().find(({ orderId, authorized }) => orderId === order && authorized > 0);
  if (!row) return 'nothing';
  const { status, authorized, captured, refunded } = row;
  if (status === 'requires_capture') return `${authorized} held`;
  return refunded > 0 ? `${captured} taken, ${refunded} given back` : `${captured} taken`;
}

const rowOf = (tried: Tried): Row => ({
  step: tried.one.step,
  // Without the default value that a fault order may omit.
  fault: FAULTS[tried.one.fault].replace(/ \(`ms`.*?\)/, ''),
  meanwhile: tried.meanwhile,
  settled: settledBy(tried),
  end: tried.end,
  ledger: tried.ledger,
});

function settledBy({ one: { step, fault }, meanwhile, end }: Tried): string {
  if (meanwhile === end) return 'at once';
  if (step === GIVE_BACK || fault === 'webhook-never') return 'when it is due to be asked about';
  return fault.startsWith('webhook') ? 'when the webhook arrives' : 'when its message comes again';
}
