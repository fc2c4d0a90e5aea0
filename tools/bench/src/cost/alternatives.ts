import { waitedFor } from './flows.ts';
import type { Usage } from './prices.ts';
import { sum } from './usage.ts';

const writes = (units: number): Usage => ({ 'DynamoDB write units': units });

/**
 * What one order would use with another design: write units by the price list's rules, everything else as counted for
 * ours.
 */
export function orderAlternatives(ours: Usage): Record<string, Usage> {
  return {
    // Order, its index, idempotency record and outbox item, all doubled by the transaction; ours only has order and
    // index.
    'create by a transaction of three items': sum([ours, writes(2 * 4 - 2)]),
    // Two writes (in progress, completed) around the create, and around each of the three deliveries to a consumer.
    'Powertools idempotency on the create and on the consumers': sum([ours, writes(2 + 3 * 2)]),
  };
}

/**
 * What one row would use if Step Functions' Distributed Map read the file and started a child execution per `rows`
 * rows.
 */
const mapped = (ours: Usage, rows: number, child: Usage): Usage =>
  sum([ours, Object.fromEntries(Object.entries(child).map(([key, value]) => [key, value / rows]))]);

const standard: Usage = { 'state transitions': 3, 'Lambda requests': 1 };
const express: Usage = { 'state transitions': 1, 'Express executions': 1, 'Lambda requests': 1 };

export const rowAlternatives = (ours: Usage): Record<string, Usage> => ({
  'BatchWriteItem, which overwrites': ours,
  'transactions of 100, which fail together': sum([ours, writes(2)]),
  'without the byUser index, and so without GET /orders': sum([ours, writes(-1)]),
  'Distributed Map, a Standard child for 25 rows': mapped(ours, 25, standard),
  'Distributed Map, an Express child for 25 rows': mapped(ours, 25, express),
  'Distributed Map, an Express child for 1,000 rows': mapped(ours, 1000, express),
});

/** States of a workflow that pays for an order: reserve, authorise, confirm, wait for the shipment, capture. */
const STATES = 5;
/** States that call a function, each for a single order. */
const TASKS = 4;
/** Seconds that a workflow of 64 MB runs: two calls to Stripe with the functions around them, then one. */
const EXPRESS_SECONDS = 1 + 0.5;
const EXPRESS_GB = 64 / 1024;

/**
 * What one paid order would use if a workflow controlled it. Its states are written like ours, since callers read
 * them. Queues between the two services are not needed. Orders share neither an invocation nor the wait for Stripe.
 */
export function sagaAlternatives(functions: Record<string, Usage>): Record<string, Usage> {
  const { payOrders = {}, settleOrders = {} } = functions;
  const ours = sum(Object.values(functions));
  const queues = (payOrders['SQS requests'] ?? 0) + (settleOrders['SQS requests'] ?? 0);
  const alone = sum([
    ours,
    { 'SQS requests': -queues, 'Lambda requests': TASKS },
    waitedFor(1),
    { 'Lambda GB-seconds': -(payOrders['Lambda GB-seconds'] ?? 0) },
  ]);
  return {
    'one Step Functions Standard workflow, which waits for the shipment': sum([
      alone,
      { 'state transitions': STATES },
    ]),
    'two Express workflows, up to the payment and from the shipment': sum([
      alone,
      { 'Express executions': 2, 'Express GB-seconds': EXPRESS_SECONDS * EXPRESS_GB },
    ]),
    'one Lambda durable function, which waits for the shipment': sum([
      alone,
      { 'Lambda requests': 2 - TASKS, 'durable operations': STATES + 1 },
    ]),
  };
}
