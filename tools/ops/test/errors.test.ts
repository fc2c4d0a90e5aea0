import { expect, test } from '@jest/globals';
import { readErrors } from '../src/readers/errors.ts';
import type { LogLine } from '../src/stage/types.ts';
import { FakeQueues, fakeStage } from '../src/testing.ts';

const FUNCTION = 'orderflow-orders-local-reserveStock';
const line = (message: string, fields: LogLine['fields'], more: Partial<LogLine> = {}): LogLine => ({
  time: '2026-11-21T08:00:00.000Z',
  source: 'orders',
  level: 'ERROR',
  message,
  fields,
  ...more,
});

const errors = async (...lines: LogLine[]) => {
  const stage = fakeStage(new FakeQueues(), { findLines: async () => lines });
  return (await readErrors(stage, FUNCTION)).map(({ message }) => message);
};

test('of what the functions of a service logged together, its own: by its name, or by the queue that it takes from', async () => {
  const found = await errors(
    line('invoked', { function: 'reserveStock' }),
    line('of its queue', { queue: 'orderflow-local-inventory' }),
    line('of another', { function: 'countOrders' }),
    line('of another queue', { queue: 'orderflow-local-analytics' }),
    line('of nobody', {}),
    line('no error', { function: 'reserveStock' }, { level: 'INFO' }),
  );
  expect(found).toEqual(['of its queue', 'invoked']);
});

test('in a deployed stage, all errors of its log group', async () => {
  expect(await errors(line('whatever', {}, { source: FUNCTION }))).toEqual(['whatever']);
});

test('of a function that there is not, none', async () => {
  await expect(readErrors(fakeStage(new FakeQueues()), 'nobody')).rejects.toThrow('no function "nobody"');
});
