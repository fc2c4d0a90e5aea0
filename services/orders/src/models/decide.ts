import type { OrderLine } from '@orderflow/validation';

export interface Undecided {
  orderId: string;
  lines: OrderLine[];
}

export interface Decisions {
  /** For each order, in sequence: true if all its lines are available. */
  confirmed: boolean[];
  /** Units that the confirmed orders take together, by sku. */
  taken: Map<string, number>;
}

/** First come, first served: an order gets all its lines or none, and the next one cannot have what it gets. */
export function decide(orders: Undecided[], available: ReadonlyMap<string, number>): Decisions {
  const taken = new Map<string, number>();
  const left = (sku: string) => (available.get(sku) ?? 0) - (taken.get(sku) ?? 0);
  const confirmed = orders.map(({ lines }) => {
    const wanted = [...bySku(lines)];
    const possible = wanted.every(([sku, quantity]) => left(sku) >= quantity);
    if (possible) for (const [sku, quantity] of wanted) taken.set(sku, (taken.get(sku) ?? 0) + quantity);
    return possible;
  });
  return { confirmed, taken };
}

/** Events of other publishers may repeat a sku, which their schema cannot forbid. */
function bySku(lines: OrderLine[]): Map<string, number> {
  const wanted = new Map<string, number>();
  for (const { sku, quantity } of lines) wanted.set(sku, (wanted.get(sku) ?? 0) + quantity);
  return wanted;
}
