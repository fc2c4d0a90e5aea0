import { createHash } from 'node:crypto';
import type { LedgerEntry } from '@orderflow/provider/ledger';
import { Provider } from '@orderflow/provider/provider';
import { State } from '@orderflow/provider/state';
import type { Answer, Call } from '../seam/functionProcess.ts';

/** Delivers a webhook to the endpoint. @returns the endpoint's status */
type Deliver = (payload: string, signature: string) => Promise<number>;

/** A refund that was made. */
interface BankRefund {
  orderId: string | undefined;
  /** Our id; for a refund made directly at the provider, the provider's id. */
  refundId: string;
  amount: number;
}

/** The payment provider, with its answers to functions and its own ledger. */
export interface Bank {
  answer(call: Call): Promise<Answer | undefined>;
  ledger(): LedgerEntry[];
  /** Number of authorisations for each order, including released ones. */
  authorisations(): Map<string, number>;
  /** Every refund by itself. */
  refunds(): BankRefund[];
  /** Refunds money of an order, or releases it, directly at the provider. */
  refundThere(orderId: string, amount: number): Promise<void>;
  letGoThere(orderId: string): Promise<void>;
  /** If true, the provider does not answer and does nothing. */
  isDown: boolean;
  /** Sets the provider's clock ahead by this time. */
  at(ms: number): void;
  /** Sends all waiting webhooks at once, or only those that are due. @returns the number that arrived */
  tell(which: 'all' | 'due', deliver: Deliver): Promise<number>;
  /** The id of an order's first intent, even before it exists. */
  intentId(orderId: string): string;
  /** The ordered faults. */
  faults: Provider['faults'];
  /** The value of the stage's secret. */
  secret: string;
  clear(): void;
}

const SECRET = { apiKey: 'sk_test_faults', webhookSecrets: ['whsec_faults'] };

/** An object has the same id in every run. */
const idOf = (prefix: string, of: string): string =>
  `${prefix}_${createHash('sha256').update(of).digest('hex').slice(0, 24)}`;

export function openBank(): Bank {
  let deliver: Deliver = async () => 0;
  let ahead = 0;
  const state = new State(() => {}, [], idOf);
  const provider = new Provider({
    ...SECRET,
    post: (payload, signature) => deliver(payload, signature),
    now: () => Date.now() + ahead,
    state,
  });
  const post = async (path: string, params: Record<string, string> = {}): Promise<void> => {
    const headers = { authorization: `Bearer ${SECRET.apiKey}` };
    const body = new URLSearchParams(params).toString();
    const { status } = (await provider.answer({ method: 'POST', path, headers, body })) ?? {};
    if (status !== 200) throw new Error(`${path} was answered ${status}`);
  };
  const bank: Bank = {
    isDown: false,
    secret: JSON.stringify(SECRET),
    faults: provider.faults,
    ledger: () => provider.ledger(),
    authorisations() {
      const times = new Map<string, number>();
      for (const { charge, metadata } of state.intents.values()) {
        const orderId = metadata['orderId'] ?? '';
        if (charge) times.set(orderId, (times.get(orderId) ?? 0) + 1);
      }
      return times;
    },
    refunds: () =>
      [...state.refunds.values()].map(({ id, intent, metadata, amount }) => ({
        orderId: state.intents.get(intent)?.metadata['orderId'],
        refundId: metadata['refundId'] ?? id,
        amount,
      })),
    at(ms) {
      ahead = ms;
    },
    clear() {
      provider.clear();
      ahead = 0;
      bank.isDown = false;
    },
    async answer({ method, path, headers, body }) {
      if (bank.isDown) return undefined;
      const given = await provider.answer({ method, path, headers, body: body.toString() });
      return given && { ...given, body: Buffer.from(given.body) };
    },
    refundThere: (orderId, amount) =>
      post('/v1/refunds', { payment_intent: bank.intentId(orderId), amount: String(amount) }),
    letGoThere: (orderId) => post(`/v1/payment_intents/${bank.intentId(orderId)}/cancel`),
    intentId: (orderId) => idOf('pi', `${orderId}#0`),
    async tell(which, to) {
      let arrived = 0;
      deliver = async (...delivery) => {
        const status = await to(...delivery);
        if (status === 200) arrived++;
        return status;
      };
      await (which === 'all' ? provider.webhooks.deliverAll() : provider.webhooks.deliverDue());
      return arrived;
    },
  };
  return bank;
}
