import { orderAlternatives, rowAlternatives } from '../cost/alternatives.ts';
import { orderUsage, rowUsage } from '../cost/flows.ts';
import { orderLevers } from '../cost/levers.ts';
import { PRICED, type Usage } from '../cost/prices.ts';
import { bill, dollars, sum } from '../cost/usage.ts';
import { withEngines } from '../process/engines.ts';
import { number } from '../report/format.ts';
import { atMost } from '../report/goals.ts';
import type { Comparison, Table } from '../report/types.ts';
import { clientEnvironment, startStandIn } from '../standIn/standIn.ts';

const ORDERS = 400;
/** Orders a second: a busy day's, and a quiet one's, on which no two come together. */
const BUSY = 100;
const QUIET = 0.1;
/** More than any mapping takes. */
const FULL_BATCH = 100;
const MILLION = 1e6;
const local = (name: string) => `orderflow-local-${name}`;
const tables = {
  STAGE: 'local',
  ORDERS_TABLE: local('orders'),
  INVENTORY_TABLE: local('inventory'),
  ANALYTICS_TABLE: local('analytics'),
  SEEN_TABLE: local('seen'),
  EVENTS_TOPIC_ARN: `arn:aws:sns:us-east-1:000000000000:${local('events')}`,
};

const perMillion = (usage: Usage) => dollars(usage) * MILLION;
const money = (amount: number) => `$${amount.toFixed(2)}`;

function byFunction(title: string, functions: Record<string, Usage>): Table {
  const all = Object.entries({ ...functions, together: sum(Object.values(functions)) });
  return {
    title,
    columns: ['function', 'write units', 'dollars', 'of which'],
    rows: all.map(([name, usage]) => [
      name,
      number(usage['DynamoDB write units'] ?? 0),
      money(perMillion(usage)),
      bill(usage)
        .map(([what, amount]) => [what, amount * MILLION] as const)
        .filter(([, amount]) => amount >= 0.005)
        .map(([what, amount]) => `${what} ${amount.toFixed(2)}`)
        .join(', '),
    ]),
  };
}

const compared = (title: string, ours: Usage, alternatives: Record<string, Usage>): Table => ({
  title,
  columns: ['way', 'write units', 'dollars', 'to ours'],
  rows: Object.entries({ ours, ...alternatives }).map(([name, usage]) => [
    name,
    number(usage['DynamoDB write units'] ?? 0),
    money(perMillion(usage)),
    `${number(dollars(usage) / dollars(ours))}x`,
  ]),
});

async function counted() {
  return withEngines(async (dynamodb) => {
    const env = (url: string) => ({ ...tables, ...clientEnvironment(url) });
    const busy = await orderUsage(ORDERS, FULL_BATCH, BUSY, env(dynamodb));
    const quiet = await orderUsage(ORDERS, 1, QUIET, env(dynamodb));
    const standIn = await startStandIn();
    const row = await rowUsage(env(standIn.url), standIn.taken).finally(() => standIn.stop());
    return { busy, quiet, row };
  });
}

export const cost: Comparison = {
  name: 'cost',
  title: 'Cost model',
  async run(progress) {
    progress('orders through every function, rows into the table');
    const { busy, quiet, row } = await counted();
    const [ours, alone] = [sum(Object.values(busy.functions)), sum(Object.values(quiet.functions))];
    return {
      tables: [
        byFunction(
          `A million HTTP orders of one line, ${BUSY} a second, full batches (${PRICED})`,
          busy.functions,
        ),
        byFunction('The same a message at a time, as on a quiet day', quiet.functions),
        byFunction('A million imported rows, up to the orders table and its index', { importChunk: row }),
        compared('A million HTTP orders, by other designs', ours, orderAlternatives(ours, busy.marks)),
        compared('A million HTTP orders, counted otherwise', ours, orderLevers(busy.functions, busy.marks)),
        compared('A million imported rows, by other designs', row, rowAlternatives(row)),
      ],
      goals: [
        atMost('accepting a million HTTP orders, $', perMillion(busy.functions['placeOrder'] ?? {}), 4.5),
        atMost('a million HTTP orders through every consumer, $', perMillion(ours), 4.5),
        atMost('the same on a quiet day, $', perMillion(alone), 4.5),
        atMost('a million imported rows up to the orders table, $', perMillion(row), 1),
      ],
      notes: [
        'Why an order through every consumer costs more than its goal: accepting it is 3.0 of the dollars, of which the HTTP API takes one and the order and its index 1.25; deciding it is 2.4, because a transaction doubles what is written; counting it is 1.4, most of it three deliveries to queues. Taken so far: stock needs no mark, as the order leaves PENDING in the transaction that takes it; publishing in batches; one stock update for a whole batch; one page of marks for the events of a quarter of a second, which was 2.3 dollars (docs/decisions/seen-pages.md). The ways left give up what the table says, and were not taken. On a quiet day no two events come together, so that nothing is shared: each is an invocation, a transaction and three requests to a queue by itself.',
        'Why a row costs more than its goal: the byUser index has keys only, which is one write unit, as much as the row itself (up to 1 KB), and GET /orders needs it. BatchWriteItem takes the same units, a transaction twice as many. Rows are counted without the pace that imports keep (ROWS_PER_SECOND): waiting at the deployed 600 rows/s adds two cents.',
        'Calls, units, log bytes and CPU time are counted while the real handlers work on DynamoDB Local; Lambda time is CPU time at the share of a vCPU that the memory brings plus AWS’s latencies. Without tracing, storage, transfer and free tiers. The messages that SNS puts into queues are counted as SQS requests, and 400 bytes of platform log per invocation and 300 per HTTP request are assumed.',
        'The other designs are arithmetic on the same counts: what they write more by the price list’s rules (packages/bench/src/cost/alternatives.ts), all else equal, our batches included, which neither of them would have. A plain update in place of our transaction would save the Powertools design up to 1.4 units an order.',
      ],
    };
  },
};
