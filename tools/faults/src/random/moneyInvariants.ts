import { isDeepStrictEqual } from 'node:util';
import type { LedgerEntry } from '@orderflow/provider/ledger';
import type { Bank } from '../world/bank.ts';
import { LISTENER, type State } from '../world/world.ts';
import { distinctEvents } from './invariants.ts';
import type { Promises } from './promises.ts';

/** Allowed payment status by order status. An order that ended while PENDING, or for lack of stock, has no payment. */
const AGREES: Record<string, readonly (string | undefined)[]> = {
  CONFIRMED: ['AUTHORIZED'],
  SHIPPED: ['CAPTURED', 'PARTIALLY_REFUNDED', 'REFUNDED'],
  DELIVERED: ['CAPTURED', 'PARTIALLY_REFUNDED', 'REFUNDED'],
  RETURNED: ['CAPTURED', 'PARTIALLY_REFUNDED', 'REFUNDED'],
  CANCELLED: ['VOIDED', 'DECLINED', undefined],
  REJECTED: ['VOIDED', 'DECLINED', undefined],
};
/** The provider's status, by payment status, of the only intent that ever held money. */
const IN_LEDGER: Record<string, readonly (string | undefined)[]> = {
  AUTHORIZED: ['requires_capture'],
  CAPTURED: ['succeeded'],
  PARTIALLY_REFUNDED: ['succeeded'],
  REFUNDED: ['succeeded'],
  VOIDED: ['canceled', undefined],
  DECLINED: [undefined],
};

interface Mirror {
  status: string;
  captured: number;
  refunded: number;
  version: number;
}
interface OrderOf {
  pk: string;
  status: string;
  total: number;
  payment?: Mirror & { method: string };
}
interface PaymentOf extends Mirror {
  pk: string;
  amount: number;
  refunds: { refundId: string; amount: number; status: string }[];
  stuck?: string;
  unsure?: boolean;
  event?: { id: string };
}

const itemsOf = <T>({ tables }: Pick<State, 'tables'>, name: string): T[] =>
  (tables[`orderflow-local-${name}`] ?? []) as T[];

/**
 * After everything has drained, the money matches the orders, by the provider's ledger, not by our table.
 *
 * @returns what does not hold
 */
export function checkMoney(
  state: Pick<State, 'tables' | 'queues' | 'ledger'>,
  { refunds: promised }: Pick<Promises, 'refunds'>,
  bank: Pick<Bank, 'authorisations' | 'refunds'>,
): string[] {
  const broken: string[] = [];
  const check = (holds: boolean, what: string) => void (holds || broken.push(what));
  const orders = itemsOf<OrderOf>(state, 'orders').filter(({ payment }) => payment);
  const payments = new Map(itemsOf<PaymentOf>(state, 'payments').map((one) => [one.pk, one]));
  const ledger = Map.groupBy(state.ledger as LedgerEntry[], ({ orderId }) => orderId ?? '');
  const told = versionsOf(state);
  const known = new Set(orders.map(({ pk }) => pk));
  for (const id of [...payments.keys(), ...ledger.keys()])
    check(known.has(id), `money of ${id}, no such order`);

  for (const [id, times] of bank.authorisations()) check(times === 1, `${id}: authorised ${times} times`);
  const made = bank.refunds();
  check(
    new Set(made.map(({ refundId }) => refundId)).size === made.length,
    `${made.length} refunds were made, some of them twice`,
  );

  for (const { pk, status, total, payment: mirror } of orders) {
    const payment = payments.get(pk);
    const fits = AGREES[status]?.includes(payment?.status);
    check(fits === true, `${pk}: the order is ${status}, its payment ${payment?.status}`);
    if (!payment) {
      check(!ledger.has(pk), `${pk}: the provider knows it, we do not`);
      continue;
    }
    const { captured, refunded, version, amount, refunds, stuck, unsure, event } = payment;
    check(!stuck && !unsure, `${pk}: a payment that is ${payment.status} is ${stuck ?? 'unsure'}`);
    const ours = { status: payment.status, captured, refunded, version };
    const { method: _, ...seen } = mirror as NonNullable<typeof mirror>;
    check(
      isDeepStrictEqual({ ...seen }, ours),
      `${pk}: the order says ${JSON.stringify(seen)}, the payment ${JSON.stringify(ours)}`,
    );
    check(amount === total, `${pk}: costs ${total}, asked for ${amount}`);

    const rows = (ledger.get(pk) ?? []).filter((row) => row.authorized > 0 || row.captured > 0);
    const [row] = rows;
    const gone = (ledger.get(pk) ?? []).some((one) => one.status === 'canceled') ? 'canceled' : undefined;
    const inLedger = row?.status ?? gone;
    check(rows.length <= 1, `${pk}: money on ${rows.length} intents`);
    check(
      IN_LEDGER[payment.status]?.includes(inLedger) === true,
      `${pk}: we say ${payment.status}, the provider ${inLedger}`,
    );
    check(
      (row?.captured ?? 0) === captured && [0, amount].includes(captured),
      `${pk}: of ${amount} the provider took ${row?.captured}, we say ${captured}`,
    );
    check(
      (row?.refunded ?? 0) === refunded && refunded <= captured,
      `${pk}: of ${captured} the provider gave back ${row?.refunded}, we say ${refunded}`,
    );
    const done = refunds.filter((one) => one.status === 'SUCCEEDED');
    check(done.length === refunds.length, `${pk}: a refund is not made`);
    check(
      isDeepStrictEqual(idsOf(done), idsOf(made.filter(({ orderId }) => orderId === pk))),
      `${pk}: our refunds are not the provider's`,
    );
    const versions = (told.get(pk) ?? []).toSorted((a, b) => a - b);
    check(
      isDeepStrictEqual(
        versions,
        Array.from({ length: version }, (_, index) => index + 1),
      ),
      `${pk}: is in version ${version}, events told of ${versions}`,
    );
    check(event !== undefined, `${pk}: nothing was told of its payment`);
  }

  for (const [key, { orderId, refundId, amount }] of promised) {
    const found = payments.get(orderId)?.refunds.find((one) => one.refundId === refundId);
    check(found?.amount === amount, `${key}: the refund of ${amount} that was promised is not there`);
  }
  return broken;
}

/** After a time longer than any bank holds money, no money is held. @returns what does not hold */
export function checkNothingHeld(state: Pick<State, 'tables' | 'ledger'>): string[] {
  const held = (state.ledger as LedgerEntry[]).filter(({ status }) => status === 'requires_capture');
  const ours = itemsOf<PaymentOf>(state, 'payments').filter(({ status }) => status === 'AUTHORIZED');
  return [
    ...held.map(({ orderId }) => `${orderId}: money is still held`),
    ...ours.map(({ pk }) => `${pk}: we say that money is still held`),
  ];
}

const idsOf = (refunds: { refundId: string; amount: number }[]) =>
  refunds.map(({ refundId, amount }) => `${refundId} ${amount}`).sort();

/** The versions in the distinct events of each payment. */
function versionsOf({ queues }: Pick<State, 'queues'>): Map<string, number[]> {
  const told = new Map<string, number[]>();
  for (const { type, data } of distinctEvents(queues[LISTENER] ?? [], []).values()) {
    if (type.startsWith('payment.'))
      told.set(data.orderId, [...(told.get(data.orderId) ?? []), data.version]);
  }
  return told;
}
