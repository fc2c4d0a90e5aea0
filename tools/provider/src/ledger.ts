import { type Intent, type IntentStatus, refundedOf } from './objects.ts';
import type { State } from './state.ts';

/** The money of one intent. Amounts are in the smallest unit of the currency. */
export interface LedgerEntry {
  intent: string;
  orderId: string | null;
  status: IntentStatus;
  currency: string;
  /** The authorised amount; 0 once the authorisation was released. */
  authorized: number;
  captured: number;
  refunded: number;
}

export const ledger = (state: State): LedgerEntry[] =>
  [...state.intents.values()].map((intent) => ({
    intent: intent.id,
    orderId: intent.metadata['orderId'] ?? null,
    status: intent.status,
    currency: intent.currency.toUpperCase(),
    authorized: authorizedOf(intent),
    captured: intent.charge?.captured ?? 0,
    refunded: refundedOf(intent, state.refundsOf(intent.id)),
  }));

const authorizedOf = ({ charge, status, amount }: Intent): number =>
  charge && status !== 'canceled' ? amount : 0;
