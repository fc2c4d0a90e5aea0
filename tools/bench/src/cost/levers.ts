import type { Usage } from './prices.ts';
import { scaled, sum } from './usage.ts';

/** Decisions that one transaction of reserveStock holds at most. */
const DECISIONS = 50;
/** An item of a transaction, up to a kilobyte. */
const TRANSACTED = 2;

/**
 * What one order would use by other designs of ours: arithmetic on what each function was seen to use. The marks by
 * which the counters know an event are the largest part of an order's cost, so each lever is a way with fewer of them.
 */
export function orderLevers(functions: Record<string, Usage>): Record<string, Usage> {
  const { countOrders = {}, ...rest } = functions;
  const others = sum(Object.values(rest));
  const counting = { 'DynamoDB write units': TRANSACTED / DECISIONS };
  const together = sum([others, counting]);
  return {
    'one mark for both events of an order (if both are in one batch)': sum([
      others,
      countOrders,
      { 'DynamoDB write units': -TRANSACTED },
    ]),
    'count an order when it is decided, from one event (pending orders are not counted)': sum([
      others,
      scaled(countOrders, 1 / 2),
    ]),
    'count in the transaction that decides (orders and analytics are one, its item is hot)': together,
    'the same, by a function URL behind the edge (no JWT authorizer, no throttle by route)': {
      ...together,
      'HTTP API requests': 0,
    },
  };
}
