/**
 * Compares the engines that play DynamoDB: how long each takes to start, and how fast it takes the orders of an import, 25
 * a call and four calls at once, into a table with a stream and an index by user.
 * `node tools/local/bench/databases.ts [rows] [engine …]`
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { BatchExecuteStatementCommand, CreateTableCommand, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { type DynamoDbEngine, dynamoDb } from '../src/engines/dynamodb.ts';
import { client, settings } from './database.ts';

const [given = '60000', ...engines] = process.argv.slice(2);
const rows = Number(given);
const PARTS = 6;
const AT_ONCE = 4;
const STATEMENT = `INSERT INTO "orders" VALUE {'orderId': ?, 'userId': ?, 'createdAt': ?, 'event': ?}`;

const createTable = new CreateTableCommand({
  TableName: 'orders',
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [{ AttributeName: 'orderId', KeyType: 'HASH' }],
  AttributeDefinitions: ['orderId', 'userId', 'createdAt'].map((AttributeName) => ({
    AttributeName,
    AttributeType: 'S' as const,
  })),
  GlobalSecondaryIndexes: [
    {
      IndexName: 'byUser',
      KeySchema: [
        { AttributeName: 'userId', KeyType: 'HASH' },
        { AttributeName: 'createdAt', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
  StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
});

const parametersOf = (row: number) =>
  [`order-${row}`, `user-${row % 100}`, new Date().toISOString(), 'x'.repeat(400)].map((S) => ({ S }));

async function insert(from: number, to: number): Promise<void> {
  let next = from;
  const executor = async () => {
    while (next < to) {
      const first = next;
      next += 25;
      const Statements = Array.from({ length: 25 }, (_, index) => ({
        Statement: STATEMENT,
        Parameters: parametersOf(first + index),
      }));
      await client.send(new BatchExecuteStatementCommand({ Statements }));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, executor));
}

/** The process and its descendants: Dynoxide runs behind a guard. */
function family(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return [pid, ...(children ? children.split(' ').flatMap((child) => family(Number(child))) : [])];
}
const TICKS = 100;
const cpuSeconds = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
};
const megabytes = (pid: number): number =>
  Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]) / 1024;
const over = (pid: number, measure: (one: number) => number) =>
  family(pid).reduce((sum, one) => sum + measure(one), 0);

async function measure(engine: DynamoDbEngine): Promise<void> {
  const { command, args, env, ready } = dynamoDb(settings, engine, undefined);
  const begun = performance.now();
  const child = spawn(command, args, { env, stdio: 'ignore' });
  while (!(await ready?.())) await sleep(5);
  const pid = child.pid as number;
  process.stdout.write(`${engine}: there after ${Math.round(performance.now() - begun)} ms\n`);
  await client.send(createTable);
  for (let part = 0; part < PARTS; part++) {
    const [from, to] = [(rows / PARTS) * part, (rows / PARTS) * (part + 1)];
    const [start, cpu] = [performance.now(), over(pid, cpuSeconds)];
    await insert(from, to);
    const [seconds, used] = [(performance.now() - start) / 1_000, over(pid, cpuSeconds) - cpu];
    process.stdout.write(
      `${engine}: to ${to} rows ${Math.round((to - from) / seconds)} a second, ${((used * 1_000) / (to - from)).toFixed(2)} ms of CPU each\n`,
    );
  }
  const times: number[] = [];
  for (let row = 0; row < 1_000; row++) {
    const start = performance.now();
    await client.send(new GetItemCommand({ TableName: 'orders', Key: { orderId: { S: `order-${row}` } } }));
    times.push(performance.now() - start);
  }
  const median = times.sort((a, b) => a - b)[500] as number;
  process.stdout.write(
    `${engine}: GetItem ${median.toFixed(2)} ms, ${Math.round(over(pid, megabytes))} MB\n`,
  );
  child.kill('SIGTERM');
  await once(child, 'exit');
}

for (const engine of engines.length > 0 ? engines : ['dynamodb-local', 'dynoxide'])
  await measure(engine as DynamoDbEngine);
