import type { BatchGetCommandInput } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from '@jest/globals';
import { fakeClient, noBackoff } from '../test/fakeClient.ts';
import { batchGet } from './batchGet.ts';

const keys = (count: number) => Array.from({ length: count }, (_, index) => ({ pk: `key-${index}` }));

/** A table that answers at most `limit` keys a call, and holds every key but those in `absent`. */
function table(limit: number, absent = new Set<string>()) {
  return fakeClient<BatchGetCommandInput>(({ RequestItems }) => {
    const { Keys = [], ...options } = RequestItems?.['items'] ?? {};
    const rest = Keys.slice(limit);
    return {
      Responses: { items: Keys.slice(0, limit).filter(({ pk }) => !absent.has(pk)) },
      ...(rest.length > 0 ? { UnprocessedKeys: { items: { ...options, Keys: rest } } } : {}),
    };
  });
}
const keysOf = (input: BatchGetCommandInput) => input.RequestItems?.['items']?.Keys?.length;

describe('batchGet', () => {
  test('reads consistently, 100 keys a call', async () => {
    const { client, inputs } = table(100);
    expect(await batchGet(client, 'items', keys(250))).toEqual(keys(250));
    expect(inputs.map(keysOf)).toEqual([100, 100, 50]);
    expect(inputs.every(({ RequestItems }) => RequestItems?.['items']?.ConsistentRead)).toBe(true);
  });

  test('asks nothing for no keys', async () => {
    const { client, inputs } = table(100);
    expect(await batchGet(client, 'items', [])).toEqual([]);
    expect(inputs).toEqual([]);
  });

  test('leaves out what is not there', async () => {
    const { client } = table(100, new Set(['key-1']));
    expect(await batchGet(client, 'items', keys(3))).toEqual([{ pk: 'key-0' }, { pk: 'key-2' }]);
  });

  test('asks again, after a pause, for what a partial answer left out', async () => {
    const { client, inputs } = table(40);
    const { backoff, pauses } = noBackoff();
    expect(await batchGet(client, 'items', keys(100), backoff)).toEqual(keys(100));
    expect(inputs.map(keysOf)).toEqual([100, 60, 20]);
    expect(pauses).toEqual([1, 2]);
  });

  test('is unavailable when the table answers nothing 8 times', async () => {
    const { client, inputs } = table(0);
    await expect(batchGet(client, 'items', keys(1), noBackoff().backoff)).rejects.toMatchObject({
      name: 'BusyError',
    });
    expect(inputs).toHaveLength(8);
  });
});
