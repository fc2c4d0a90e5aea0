import { expect, test } from '@jest/globals';
import { peek } from '../src/readers/messages.ts';
import { listQueues } from '../src/readers/queues.ts';
import { redrive } from '../src/readers/redrive.ts';
import { FakeQueues, fakeStage } from '../src/testing.ts';

const dlq = 'orderflow-local-inventory-dlq';
const source = 'orderflow-local-inventory';

function world() {
  const queues = new FakeQueues();
  queues.put(
    dlq,
    ...Array.from({ length: 25 }, (_, index) => `{"sku":"${index % 2 === 0 ? 'A' : 'B'}","n":${index}}`),
  );
  return { queues, stage: fakeStage(queues) };
}

test('the templates say what each dead-letter queue belongs to', () => {
  const kinds = listQueues(world().stage).flatMap((one) =>
    one.dlq ? [[one.shortName, one.dlq, one.redriveTo]] : [],
  );
  expect(kinds).toEqual([
    ['inventory-dlq', 'consumer', source],
    ['analytics-dlq', 'consumer', 'orderflow-local-analytics'],
    ['stream-failures', 'stream', undefined],
    ['schedule-failures', 'schedule', undefined],
  ]);
});

test('a look leaves every message where it was, ready to be received', async () => {
  const { queues, stage } = world();
  expect(await peek(stage, 'inventory-dlq', 3)).toMatchObject([
    { body: { sku: 'A', n: 0 }, receiveCount: 1 },
    {},
    {},
  ]);
  expect([queues.bodies(dlq).length, queues.hidden(dlq)]).toEqual([25, 0]);
});

test('a dry run tells what would move and moves nothing', async () => {
  const { queues, stage } = world();
  const answer = await redrive(stage, 'inventory-dlq', { filter: '"B"', dryRun: true });
  expect([answer.moved.length, answer.left]).toEqual([12, 13]);
  expect([queues.bodies(dlq).length, queues.bodies(source).length, queues.hidden(dlq)]).toEqual([25, 0, 0]);
});

test('a selection moves and the rest stays, ready to be received', async () => {
  const { queues, stage } = world();
  await redrive(stage, 'inventory-dlq', { filter: '"B"' });
  expect([queues.bodies(dlq).length, queues.bodies(source).length, queues.hidden(dlq)]).toEqual([13, 12, 0]);
});

test('an interruption in the middle loses nothing', async () => {
  const { queues, stage } = world();
  queues.failsAfter = 10;
  await expect(redrive(stage, 'inventory-dlq', { filter: 'sku' })).rejects.toThrow('the connection broke');
  expect(new Set([...queues.bodies(dlq), ...queues.bodies(source)]).size).toBe(25);
});

test('what belongs to no queue and source queues are refused with a way on', async () => {
  const { stage } = world();
  await expect(redrive(stage, 'stream-failures')).rejects.toThrow('docs/runbook.md');
  await expect(redrive(stage, 'schedule-failures')).rejects.toThrow('run them again');
  await expect(redrive(stage, 'inventory')).rejects.toThrow('no dead-letter queue');
  await expect(redrive(stage, 'inventry')).rejects.toThrow('there are inventory, analytics');
});

test('where SQS cannot move a queue itself, every message is moved one by one', async () => {
  const { queues, stage } = world();
  const answer = await redrive(stage, 'inventory-dlq');
  expect([answer.moved.length, answer.bySqs]).toEqual([25, undefined]);
  expect([queues.bodies(dlq).length, queues.bodies(source).length]).toEqual([0, 25]);
});
