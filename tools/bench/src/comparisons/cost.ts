import { orderAlternatives, rowAlternatives } from '../cost/alternatives.ts';
import { orderUsage, rowUsage } from '../cost/flows.ts';
import { idleReport } from '../cost/idleStages.ts';
import { orderLevers } from '../cost/levers.ts';
import { PRICED } from '../cost/prices.ts';
import { byFunction, compared, environment, perMillion } from '../cost/tables.ts';
import { traceSink, withTraces } from '../cost/traces.ts';
import { bill, dollars, sum } from '../cost/usage.ts';
import { defaultLimits, worstDay } from '../cost/worstClicks.ts';
import { withEngines } from '../process/engines.ts';
import { money, number } from '../report/format.ts';
import { atMost } from '../report/goals.ts';
import type { Comparison, Table } from '../report/types.ts';
import { clientEnvironment, startStandIn } from '../standIn/standIn.ts';

const ORDERS = 200;

async function worstClicks(): Promise<Table> {
  const limits = await defaultLimits();
  const ways = { 'on demand': worstDay(limits), 'one shard': worstDay(limits, 1) };
  return {
    title: `What POST /clicks costs in a day at worst, whoever calls it and with what (${PRICED})`,
    columns: ['stream', 'dollars', 'of which'],
    rows: Object.entries(ways).map(([stream, day]) => [
      stream,
      money(dollars(day.usage) + day.stream),
      [...bill(day.usage), ['the stream', day.stream] as const]
        .map(([what, amount]) => `${what} ${amount.toFixed(2)}`)
        .join(', '),
    ]),
  };
}

/** What orders use if every one of them is traced. */
async function tracedUsage(batch: number, env: Record<string, string>) {
  const { environment, batches, stop } = await traceSink();
  const usage = await orderUsage(ORDERS, batch, { ...env, ...environment }).finally(stop);
  return { usage, batches };
}

function tracing(flows: Awaited<ReturnType<typeof counted>>['traced']): Table {
  const rows = flows.flatMap(({ title, untraced, usage, batches }) => {
    const [without, sampled] = [sum(Object.values(untraced)), sum(Object.values(usage))];
    return [0, 0.05, 1].map((share) => {
      const all = withTraces(share, ORDERS, without, sampled, batches);
      const traces = all['X-Ray traces'] ?? 0;
      return [
        `${title}, ${share * 100} % of the orders`,
        number(traces),
        money(perMillion(all)),
        money(perMillion({ 'X-Ray traces': traces })),
        money(perMillion({ 'Lambda GB-seconds': all['Lambda GB-seconds'] ?? 0 })),
      ];
    });
  });
  return {
    title: `A million HTTP orders with their traces in X-Ray (${PRICED})`,
    columns: ['traced', 'traces an order', 'dollars', 'of which traces', 'of which Lambda GB-seconds'],
    rows,
  };
}

async function counted() {
  return withEngines(async (dynamodb) => {
    const env = (url: string) => ({ ...environment, ...clientEnvironment(url) });
    const busy = await orderUsage(ORDERS, 100, env(dynamodb));
    const quiet = await orderUsage(ORDERS, 1, env(dynamodb));
    const traced = [
      { title: 'full batches', untraced: busy, ...(await tracedUsage(100, env(dynamodb))) },
      { title: 'a message at a time', untraced: quiet, ...(await tracedUsage(1, env(dynamodb))) },
    ];
    const standIn = await startStandIn();
    const row = await rowUsage(env(standIn.url), standIn.taken).finally(() => standIn.stop());
    return { busy, quiet, traced, row };
  });
}

export const cost: Comparison = {
  name: 'cost',
  title: 'Cost model',
  async run(progress) {
    progress('orders through every function, rows into the table');
    const { busy, quiet, traced, row } = await counted();
    const idle = await idleReport(progress);
    const [ours, alone] = [sum(Object.values(busy)), sum(Object.values(quiet))];
    return {
      tables: [
        ...idle.tables,
        byFunction(`A million HTTP orders of one line, full batches (${PRICED})`, busy),
        byFunction('The same a message at a time, an order a second, as on a quiet day', quiet),
        byFunction('A million imported rows, up to the orders table and its index', { importChunk: row }),
        tracing(traced),
        compared('A million HTTP orders, by other designs', ours, orderAlternatives(ours)),
        compared('A million HTTP orders, counted in other ways', ours, orderLevers(busy)),
        compared('A million imported rows, by other designs', row, rowAlternatives(row)),
        await worstClicks(),
      ],
      goals: [
        ...idle.goals,
        atMost('accepting a million HTTP orders, $', perMillion(busy['placeOrder'] ?? {}), 4.5),
        atMost('a million HTTP orders through every consumer, $', perMillion(ours), 5.6),
        atMost('the same on a quiet day, $', perMillion(alone), 10),
        atMost('a million imported rows up to the orders table, $', perMillion(row), 1),
      ],
      notes: [
        ...idle.notes,
        'Where the money of an order goes: the order and its index are 2 write units, the decision and the stock 2.8 (a transaction doubles them). Stock needs no mark, as the order leaves PENDING in the transaction that takes it, and publishing in batches and one stock update for a whole batch are done. Counting is two items a batch of up to 1,000 events, by the shard (docs/decisions/count-by-shard.md).',
        'A quiet day: every message is alone in its batch, and of the counters, half a minute (countWindowSeconds) of a shard is together: at an order a second, with the four shards of a new table, 15 events. With fewer orders, what counts them is less shared, up to $3 a million; but there are no more than 11,520 batches a day, for four cents.',
        'Why a row costs more than its goal: the byUser index has keys only, which is one write unit, as much as the row itself (up to 1 KB), and GET /orders needs it. BatchWriteItem takes the same units, a transaction twice as many. Rows are counted without the pace that imports keep (docs/decisions/import-pace.md): an executor that is slowed down waits and is paid for it, two cents at 600 rows/s.',
        'Calls, units, log bytes and CPU time are counted while the real handlers work on DynamoDB Local; Lambda time is CPU time at the share of a vCPU that the memory brings plus AWS’s latencies. Without traces but where they are named, without storage, transfer and free tiers. The messages that SNS puts into queues are counted as SQS requests, and 300 bytes of access log per HTTP request are assumed. Lambda logs nothing of an invocation that succeeds (systemLogLevel of params.yml).',
        'Traces: counted by what the functions sent when all were sampled; a batch is a trace as soon as one of its messages is sampled. Lambda traces by itself what is traced at all, the first request of each second and 5% of the others, and has no setting for it: those traces come on top, 0.05 for an invocation.',
        'The other designs are arithmetic on the same counts: what they write more by the price list’s rules (tools/bench/src/cost/alternatives.ts), all else equal, our batches included, which neither of them would have. A plain update in place of our transaction would save the Powertools design up to 1.4 units an order.',
      ],
    };
  },
};
