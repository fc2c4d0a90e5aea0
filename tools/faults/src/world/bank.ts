import { createHash } from 'node:crypto';
import type { LedgerEntry } from '@orderflow/provider/ledger';
import { Provider } from '@orderflow/provider/provider';
import { State } from '@orderflow/provider/state';
import type { Answer, Call } from '../seam/functionProcess.ts';

/** A webhook on its way to the endpoint. @returns the status that it answers */
type Deliver = (payload: string, signature: string) => Promise<number>;

/** The payment provider, as functions see it and as its own ledger has it. */
export interface Bank {
  answer(call: Call): Promise<Answer | undefined>;
  ledger(): LedgerEntry[];
  /** Sends the webhooks that wait. @returns how many arrived */
  tell(deliver: Deliver): Promise<number>;
  /** What of its faults is ordered. */
  faults: Provider['faults'];
  /** The text of the stage's secret. */
  secret: string;
  clear(): void;
}

const SECRET = { apiKey: 'sk_test_faults', webhookSecrets: ['whsec_faults'] };

/** The same objects have the same ids in every run. */
const idOf = (prefix: string, of: string): string =>
  `${prefix}_${createHash('sha256').update(of).digest('hex').slice(0, 24)}`;

export function openBank(): Bank {
  let deliver: Deliver = async () => 0;
  const provider = new Provider({
    ...SECRET,
    post: (payload, signature) => deliver(payload, signature),
    state: new State(() => {}, [], idOf),
  });
  return {
    secret: JSON.stringify(SECRET),
    faults: provider.faults,
    ledger: () => provider.ledger(),
    clear: () => provider.clear(),
    async answer({ method, path, headers, body }) {
      const given = await provider.answer({ method, path, headers, body: body.toString() });
      return given && { ...given, body: Buffer.from(given.body) };
    },
    tell(to) {
      deliver = to;
      return provider.webhooks.deliverAll();
    },
  };
}
