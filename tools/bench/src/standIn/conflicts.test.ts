import { expect, test } from '@jest/globals';
import { Conflicts } from './conflicts.ts';

const update = (pk: string, sk?: string) => ({
  Update: { TableName: 't', Key: { pk: { S: pk }, ...(sk ? { sk: { S: sk } } : {}) } },
});
const put = (pk: string) => ({ Put: { TableName: 't', Item: { pk: { S: pk }, other: { S: 'x' } } } });

test('a transaction that meets another on an item is cancelled with the reason at its place; afterwards it passes', async () => {
  const conflicts = new Conflicts();
  const first = Promise.withResolvers<string>();
  const running = conflicts.guard([put('a'), update('b')], () => first.promise);

  expect(await conflicts.guard([update('c'), update('a')], async () => 'done')).toMatchObject({
    __type: expect.stringMatching(/#TransactionCanceledException$/),
    CancellationReasons: [{ Code: 'None' }, { Code: 'TransactionConflict' }],
  });
  expect(await conflicts.guard([update('c'), update('a', 'other')], async () => 'done')).toBe('done');

  first.resolve('first');
  expect(await running).toBe('first');
  expect(await conflicts.guard([update('a')], async () => 'done')).toBe('done');
});

test('a transaction that fails keeps nobody out', async () => {
  const conflicts = new Conflicts();
  const failing = conflicts.guard([put('a')], () => Promise.reject(new Error('engine')));
  await expect(failing).rejects.toThrow('engine');
  expect(await conflicts.guard([put('a')], async () => 'done')).toBe('done');
});
