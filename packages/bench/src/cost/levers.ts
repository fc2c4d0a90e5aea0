import type { Usage } from './prices.ts';
import { scaled, sum } from './usage.ts';

/** Decisions that one transaction of reserveStock holds at most. */
const DECISIONS = 50;
/** An item of a transaction, up to a kilobyte. */
const TRANSACTED = 2;
/** Events of an order that the counters are told. */
const EVENTS = 2;

/**
 * What one order would use by other designs of ours: arithmetic on what each function was seen to use.
 *
 * @param marks write units of the counters that are of the marks by which they know an event
 */
export function orderLevers(functions: Record<string, Usage>, marks: number): Record<string, Usage> {
  const { countOrders = {}, ...rest } = functions;
  const others = sum(Object.values(rest));
  const counting = { 'DynamoDB write units': TRANSACTED / DECISIONS };
  const together = sum([others, counting]);
  return {
    'an item for every mark': sum([
      others,
      countOrders,
      { 'DynamoDB write units': EVENTS * TRANSACTED - marks },
    ]),
    'count an order when it is decided, from one event (pending orders are not counted)': sum([
      others,
      scaled(countOrders, 1 / EVENTS),
    ]),
    'count in the transaction that decides (orders and analytics are one, its item is hot)': together,
    'the same, by a function URL behind the edge (no JWT authorizer, no throttle by route)': {
      ...together,
      'HTTP API requests': 0,
    },
  };
}
