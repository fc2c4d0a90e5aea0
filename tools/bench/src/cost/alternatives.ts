import type { Usage } from './prices.ts';
import { sum } from './usage.ts';

const writes = (units: number): Usage => ({ 'DynamoDB write units': units });

/** What one order would use instead: write units by the price list's rules, all else as counted for ours. */
export function orderAlternatives(ours: Usage): Record<string, Usage> {
  return {
    // Order, its index, idempotency record and outbox item, all doubled by the transaction; ours are order and index.
    'create by a transaction of three items': sum([ours, writes(2 * 4 - 2)]),
    // In progress and completed, around the create and around each of the three deliveries to a consumer.
    'Powertools idempotency on the create and on the consumers': sum([
      ours,
      writes(2 + 3 * 2),
      writes(-2 * 2),
    ]),
  };
}

/** What one row would use when Step Functions' Distributed Map reads the file and starts a child for `rows` rows. */
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
