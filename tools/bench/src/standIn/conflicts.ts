type Attributes = Record<string, unknown>;
interface Write {
  TableName: string;
  Item?: Attributes;
  Key?: Attributes;
}
export type TransactItem = Record<string, Write>;

/** DynamoDB's answer, with status 400, to a transaction that conflicts with another one in flight. */
export interface Cancellation {
  __type: string;
  message: string;
  CancellationReasons: { Code: string; Message?: string }[];
}

/**
 * Transactions in flight, by the items that they write. DynamoDB cancels one that conflicts with another; no local
 * engine does.
 *
 * @see
 *   https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling
 */
export class Conflicts {
  readonly #busy = new Set<string>();

  /** Runs a transaction unless another one uses one of its items. */
  async guard<T>(items: TransactItem[], run: () => Promise<T>): Promise<T | Cancellation> {
    const keys = items.map(keyOf);
    const taken = keys.map((key) => this.#busy.has(key));
    if (taken.includes(true)) return cancelled(taken);
    for (const key of keys) this.#busy.add(key);
    try {
      return await run();
    } finally {
      for (const key of keys) this.#busy.delete(key);
    }
  }
}

/** Every table has the key `pk`; some also have `sk`. */
function keyOf(item: TransactItem): string {
  const [{ TableName, Key, Item } = { TableName: '' }] = Object.values(item);
  const { pk, sk } = Key ?? Item ?? {};
  return JSON.stringify([TableName, pk, sk]);
}

function cancelled(taken: boolean[]): Cancellation {
  const codes = taken.map((is) => (is ? 'TransactionConflict' : 'None'));
  return {
    __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
    message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes.join(', ')}]`,
    CancellationReasons: codes.map((Code) => ({ Code })),
  };
}
