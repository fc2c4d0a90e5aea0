import type { Usage } from './prices.ts';
import { sum } from './usage.ts';

/** Maximum decisions per transaction of reserveStock. */
const DECISIONS = 50;
/** Counted events per order: created and decided. */
const EVENTS = 2;
/** Maximum messages per transaction of countOrders. */
const MESSAGES = 90;
/** Messages per receive or delete. */
const QUEUE_BATCH = 10;
/** Write units of an item in a transaction, up to a kilobyte. */
const TRANSACTED = 2;
/** Size of Lambda's start and report lines of an invocation, in GB. */
const PLATFORM_LOG = 400e-9;
/** Size of the log line for an applied event, in GB. */
const APPLIED_LOG = 300e-9;

/** What an order's events use of a queue behind the topic. */
const queued: Usage = { 'SQS requests': EVENTS * (1 + 2 / QUEUE_BATCH) };

/**
 * What one order would use with other ways of counting: calculated from the measured use of each function with full
 * batches, and the price list's rules.
 */
export function orderLevers(functions: Record<string, Usage>): Record<string, Usage> {
  const { sumOrders = {}, ...rest } = functions;
  const others = sum(Object.values(rest));
  const batches = EVENTS / MESSAGES;
  const marked: Usage = {
    'DynamoDB write units': TRANSACTED * (EVENTS + batches),
    'Lambda requests': batches,
    'log GB': EVENTS * APPLIED_LOG,
  };
  const together = sum([others, { 'DynamoDB write units': TRANSACTED / DECISIONS }]);
  return {
    'a mark an event, from a queue (what it was)': sum([others, queued, marked]),
    'a mark for all events of a batch (redelivered ones come in other batches)': sum([
      others,
      queued,
      { 'DynamoDB write units': 2 * TRANSACTED * batches, 'Lambda requests': batches },
    ]),
    'count in the transaction that decides (orders and analytics are one, its item is hot)': together,
    "ours, with Lambda's start and report of each invocation in the logs (systemLogLevel: INFO)": sum([
      others,
      sumOrders,
      { 'log GB': PLATFORM_LOG * (sum([others, sumOrders])['Lambda requests'] ?? 0) },
    ]),
    'ours, by a function URL behind the edge (no JWT authorizer, no throttle by route)': {
      ...sum([others, sumOrders]),
      'HTTP API requests': 0,
    },
  };
}
