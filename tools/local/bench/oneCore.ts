/**
 * Measures the gain of binding DynamoDB Local to one core: the same work bound and unbound, in turns. Needs Java and two
 * idle cores: other work would keep the cores awake and make the unbound engine faster.
 * `node tools/local/bench/oneCore.ts [rounds]`
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import {
  BatchExecuteStatementCommand,
  CreateTableCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { dynamoDb } from '../src/engines/dynamodb.ts';
import { client, settings } from './database.ts';

const rounds = Number(process.argv[2] ?? 3);
const CALLS = 100;
let id = 0;

async function started(bound: boolean): Promise<ChildProcess> {
  const { command, args, env, ready } = dynamoDb(settings, 'dynamodb-local', undefined);
  const java = args.indexOf('java');
  const child =
    bound || command === 'java'
      ? spawn(command, args, { env, stdio: 'ignore' })
      : spawn('java', args.slice(java + 1), { env, stdio: 'ignore' });
  while (!(await ready?.())) await new Promise((resolve) => setTimeout(resolve, 200));
  await client.send(
    new CreateTableCommand({
      TableName: 'orders',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    }),
  );
  return child;
}

const insert = () =>
  client.send(
    new BatchExecuteStatementCommand({
      Statements: Array.from({ length: 25 }, () => ({
        Statement: `INSERT INTO "orders" VALUE {'pk': ?, 'note': ?}`,
        Parameters: [{ S: `row-${id++}` }, { S: 'x'.repeat(400) }],
      })),
    }),
  );
const transact = () =>
  client.send(
    new TransactWriteItemsCommand({
      TransactItems: Array.from({ length: 50 }, () => ({
        Put: {
          TableName: 'orders',
          Item: { pk: { S: `row-${id++}` } },
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      })),
    }),
  );

async function medianMs(call: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < CALLS; i++) {
    const begun = performance.now();
    await call();
    times.push(performance.now() - begun);
  }
  return times.sort((a, b) => a - b)[CALLS / 2] as number;
}

for (let round = 1; round <= rounds; round++) {
  for (const bound of [false, true]) {
    const engine = await started(bound);
    await medianMs(insert); // warms it up
    const [inserted, transacted] = [await medianMs(insert), await medianMs(transact)];
    process.stdout.write(
      `round ${round}, ${bound ? 'one core ' : 'all cores'}: 25 inserts ${inserted.toFixed(1)} ms, a transaction of 50 puts ${transacted.toFixed(1)} ms\n`,
    );
    engine.kill('SIGKILL');
    await new Promise((resolve) => engine.once('exit', resolve));
  }
}
