import { describe, expect, test } from '@jest/globals';
import { callError, cancelled, fakeClient, noBackoff } from '../test/fakeClient.ts';
import { transact } from './transact.ts';

const items = [
  { Put: { TableName: 'a', Item: { pk: '1' } } },
  { Put: { TableName: 'a', Item: { pk: '2' } } },
];

/** Answers with these errors, one a call, and then with success. */
function failing(...errors: Error[]) {
  const { client, inputs } = fakeClient((_, call) => {
    const error = errors[call - 1];
    if (error) throw error;
  });
  const { backoff, pauses } = noBackoff();
  return { calls: inputs, pauses, run: () => transact(client, items, backoff) };
}

describe('transact', () => {
  test('writes its items in one call', async () => {
    const { run, calls } = failing();
    await run();
    expect(calls).toEqual([{ TransactItems: items }]);
  });

  test.each(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'])(
    'comes again after a growing pause while others are in the way: %s',
    async (code) => {
      const { run, calls, pauses } = failing(cancelled('None', code), cancelled(code, code));
      await run();
      expect(calls).toHaveLength(3);
      expect(pauses).toEqual([1, 2]);
    },
  );

  test('gives up at a failed condition', async () => {
    const error = cancelled('None', 'ConditionalCheckFailed');
    const { run, calls } = failing(error);
    await expect(run()).rejects.toBe(error);
    expect(calls).toHaveLength(1);
  });

  test('lets a failed condition be judged again when others were in the way as well', async () => {
    const final = cancelled('ConditionalCheckFailed', 'ConditionalCheckFailed');
    const { run, calls } = failing(cancelled('TransactionConflict', 'ConditionalCheckFailed'), final);
    await expect(run()).rejects.toBe(final);
    expect(calls).toHaveLength(2);
  });

  test('gives up at any other error', async () => {
    const error = callError('ValidationException');
    const { run, calls } = failing(error);
    await expect(run()).rejects.toBe(error);
    expect(calls).toHaveLength(1);
  });

  test('is unavailable after 8 attempts in vain', async () => {
    const { run, calls } = failing(...Array.from({ length: 20 }, () => cancelled('TransactionConflict')));
    await expect(run()).rejects.toMatchObject({ name: 'BusyError' });
    expect(calls).toHaveLength(8);
  });
});
