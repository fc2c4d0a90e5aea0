import { type CountMeasure, counters, WAYS } from '../fanout/counters.ts';
import { type FlowMeasure, flow, type Setting, stockUp } from '../fanout/flow.ts';
import { withOrders } from '../fanout/system.ts';
import { alternate, type Measures } from '../measure/alternate.ts';
import { number, percent, times } from '../report/format.ts';
import { atLeast } from '../report/goals.ts';
import type { Comparison } from '../report/types.ts';

const ROUNDS = 3;
const SPREAD = 50;
const batches = (concurrency: number, skus = SPREAD): Setting => ({
  concurrency,
  skus,
  batches: true,
  burst: 600,
});
const single = (concurrency: number, skus = SPREAD): Setting => ({
  concurrency,
  skus,
  batches: false,
  burst: 120,
});

const SETTINGS = {
  'batches, 1 at a time': batches(1),
  'batches, 2 at a time': batches(2),
  'batches, 4 at a time': batches(4),
  'batches, 4 at a time, hot sku': batches(4, 1),
  'one event a transaction, 4 at a time': single(4),
  'one event a transaction, 4 at a time, hot sku': single(4, 1),
};
type Name = keyof typeof SETTINGS;
const BASE: Name = 'batches, 4 at a time';

export const fanout: Comparison = {
  name: 'fanout',
  title: 'Fan-out',
  run: (progress) =>
    withOrders(async (system) => {
      await stockUp(system, SPREAD);
      const runs = Object.fromEntries(
        Object.entries(SETTINGS).map(([name, setting]) => [name, () => flow(system, setting)]),
      ) as Record<Name, () => Promise<Measures<FlowMeasure>>>;
      const results = await alternate(runs, ROUNDS, progress);
      const base = results[BASE].median;
      const ways = {
        queue: () => counters(system, 'queue'),
        shard: () => counters(system, 'shard'),
      } satisfies Record<keyof typeof WAYS, () => Promise<Measures<CountMeasure>>>;
      const counted = await alternate(ways, ROUNDS, progress);
      const ratio = counted.shard.median.perSecond / counted.queue.median.perSecond;
      return {
        tables: [
          {
            title: `From the write of an order until both consumers had applied its event, ${ROUNDS} rounds`,
            columns: [
              'way',
              'events/s',
              'spread',
              `to ${BASE}`,
              'p95 lag s',
              'spread of it',
              'transactions an event',
              'of them cancelled',
            ],
            rows: Object.entries(results).map(([name, { median, spread }]) => [
              name,
              number(median.perSecond),
              percent(spread.perSecond),
              times(median.perSecond / base.perSecond),
              number(median.lag),
              percent(spread.lag),
              number(median.transactions),
              percent(median.conflicts),
            ]),
          },
          {
            title: `A backlog of events until the last is counted, nothing else at work, ${ROUNDS} rounds`,
            columns: ['way', 'events/s', 'spread', 'to a mark an event', 'transactions an event'],
            rows: Object.entries({
              [`a mark an event, from the queue (${WAYS.queue})`]: counted.queue,
              [`by the shard (${WAYS.shard})`]: counted.shard,
            }).map(([way, { median, spread }]) => [
              way,
              number(median.perSecond),
              percent(spread.perSecond),
              times(median.perSecond / counted.queue.median.perSecond),
              number(median.transactions),
            ]),
          },
        ],
        goals: [atLeast('events counted a second, to a mark an event', ratio, 10)],
        notes: [
          'Orders are written straight to their table; the real stream, publishEvents, topic, queues, poller, functions and DynamoDB Local carry their events. The rate is of a burst; the lag of 20 orders a second, and holds a batching window of a second in the queue, which the way without batches does without, and of a second in the counters (half a minute on a stage).',
          'Confirmed orders announce themselves again, and are counted again: every order is three deliveries, over which the transactions are counted, those that were cancelled included.',
          'DynamoDB cancels a transaction that meets another on an item; local engines do not. A proxy in front of the database does it here, to all ways alike. Executors of the stock meet where they want the same sku. The table of the counters has one shard here, and so one batch at a time; AWS has as many shards as the table has partitions.',
        ],
      };
    }),
};
