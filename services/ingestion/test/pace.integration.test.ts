import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, expect, jest, test } from '@jest/globals';
import { rowPace } from '../src/models/rowPace.ts';
import { HEADER, ownQueues, plan, runChunk, store, takeChunks, upload } from './testImports.ts';

beforeAll(ownQueues);

const real = performance.now.bind(performance);
let passed = 0;
jest.spyOn(performance, 'now').mockImplementation(() => real() + passed);

test('an import looks whether one of its orders is decided, every five seconds', async () => {
  process.env['LAG_SECONDS'] = '60';
  const id = randomUUID().slice(0, 8);
  const ids = Array.from({ length: 40 }, (_, index) => `${id}-${index}`);
  const { pk } = await plan(
    await upload(`${HEADER}${ids.map((one) => `${one},ann,T,1,5,EUR,,`).join('\n')}\n`),
  );
  const chunks = (await takeChunks()).filter(({ importId }) => importId === pk);
  expect(chunks.length).toBeGreaterThan(2);
  const lagged = jest.spyOn(rowPace().congestion, 'lagged');

  const [first, second, ...others] = chunks;
  if (first) await runChunk(first);
  expect(lagged).not.toHaveBeenCalled();
  passed += 70_000;
  if (second) await runChunk(second);
  expect(lagged).toHaveBeenCalledTimes(1);
  expect(lagged.mock.lastCall?.[0]).toBeGreaterThanOrEqual(70);

  for (const pk of ids) await decide(pk);
  passed += 5_000;
  for (const chunk of others) await runChunk(chunk);
  expect(lagged.mock.lastCall).toEqual([0]);
});

/** Decides an existing order, as the stock decisions do. */
async function decide(pk: string): Promise<void> {
  const decided = new UpdateCommand({
    TableName: store.orders,
    Key: { pk },
    UpdateExpression: 'SET #status = :confirmed',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':confirmed': 'CONFIRMED' },
  });
  await store.client.send(decided).catch((error) => {
    if (error.name !== 'ConditionalCheckFailedException') throw error;
  });
}
