import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { newOrderItem, type OrderItem } from '@orderflow/domain';
import { createOnce } from '@orderflow/idempotency';
import type { Context } from 'aws-lambda';
import { alternate } from '../measure/alternate.ts';
import { percentile } from '../measure/statistics.ts';
import { number, percent, times } from '../report/format.ts';
import { atMost } from '../report/goals.ts';
import type { Comparison } from '../report/types.ts';
import { clientEnvironment, type StandIn, startStandIn } from '../standIn/standIn.ts';

const CREATES = 100;
const ROUNDS = 5;
const TableName = 'orders';

const newOrder = (): OrderItem =>
  newOrderItem(
    {
      orderId: crypto.randomUUID(),
      userId: 'ada',
      currency: 'EUR',
      lines: [{ sku: 'TEA-1', quantity: 2, unitPrice: 350 }],
    },
    { correlationId: 'bench', now: new Date() },
  );

type Create = (item: OrderItem) => Promise<unknown>;

function candidates(client: DynamoDBDocumentClient, raw: DynamoDBClient) {
  const put = (Item: OrderItem) => client.send(new PutCommand({ TableName, Item }));
  const absent = 'attribute_not_exists(pk)';
  const config = new IdempotencyConfig({});
  // A handler's context: without it, Powertools warns that a failed call leaves its key locked.
  config.registerLambdaContext({ getRemainingTimeInMillis: () => 10_000 } as Context);
  const handled = makeIdempotent(
    async (item: OrderItem) => {
      await put(item);
      return { orderId: item.pk };
    },
    {
      persistenceStore: new DynamoDBPersistenceLayer({ tableName: 'idempotency', awsSdkV3Client: raw }),
      config,
    },
  );
  return {
    'bare put': put,
    ours: (item: OrderItem) => createOnce(client, TableName, item),
    'Powertools idempotency + put': (item: OrderItem) => handled(item),
    'TransactWriteItems (key + order)': (Item: OrderItem) =>
      client.send(
        new TransactWriteCommand({
          TransactItems: [
            {
              Put: { TableName: 'idempotency', Item: { pk: `key#${Item.pk}` }, ConditionExpression: absent },
            },
            { Put: { TableName, Item, ConditionExpression: absent } },
          ],
        }),
      ),
    'get, then put (races)': async (item: OrderItem) => {
      const { Item } = await client.send(new GetCommand({ TableName, Key: { pk: item.pk } }));
      if (!Item) await put(item);
    },
  } satisfies Record<string, Create>;
}

async function measured(create: Create, standIn: StandIn) {
  for (let index = 0; index < 5; index++) await create(newOrder());
  await standIn.taken();
  const times: number[] = [];
  const before = process.cpuUsage();
  for (let index = 0; index < CREATES; index++) {
    const begun = performance.now();
    await create(newOrder());
    times.push(performance.now() - begun);
  }
  const { user, system } = process.cpuUsage(before);
  const { calls, writeUnits } = await standIn.taken();
  return {
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    calls: Object.values(calls).reduce((sum, count) => sum + count, 0) / CREATES,
    units: writeUnits / CREATES,
    cpu: (user + system) / CREATES,
  };
}

export const create: Comparison = {
  name: 'create',
  title: 'Idempotent create',
  async run(progress) {
    const standIn = await startStandIn();
    Object.assign(process.env, clientEnvironment(standIn.url), { AWS_LAMBDA_FUNCTION_NAME: 'bench' });
    try {
      const raw = new DynamoDBClient({});
      const all = candidates(DynamoDBDocumentClient.from(raw), raw);
      const runs = Object.fromEntries(
        Object.entries(all).map(([name, one]) => [name, () => measured(one, standIn)]),
      ) as Record<keyof typeof all, () => ReturnType<typeof measured>>;
      const results = await alternate(runs, ROUNDS, progress);
      const ours = results.ours.median;
      const theirs = results['Powertools idempotency + put'].median;
      const bare = results['bare put'].median;
      return {
        tables: [
          {
            title: `${CREATES} first creates one after another, ${ROUNDS} rounds, over the latency stand-in`,
            columns: [
              'way',
              'p50 ms',
              'spread',
              'p95 ms',
              'to ours',
              'calls',
              'write units',
              'client CPU µs',
            ],
            rows: Object.entries(results).map(([name, { median, spread }]) => [
              name,
              number(median.p50),
              percent(spread.p50),
              number(median.p95),
              times(median.p50 / ours.p50),
              number(median.calls),
              number(median.units),
              number(median.cpu),
            ]),
          },
        ],
        goals: [
          atMost('calls per create', ours.calls, 1),
          atMost('write units per create, before indexes', ours.units, 1),
          atMost('p50 to a bare put', ours.p50 / bare.p50, 1.1),
          atMost('p50 to Powertools', ours.p50 / theirs.p50, 0.4),
        ],
        notes: [
          'Latencies are injected (tools/bench/src/standIn/latencies.ts). Units are those of the table; the byUser index costs one more, whichever way the order is written.',
        ],
      };
    } finally {
      standIn.stop();
    }
  },
};
