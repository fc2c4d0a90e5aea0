import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { expect, test } from '@jest/globals';
import type { ImportedOrder } from '../csv/orders/importedOrder.ts';
import { LagProbe, LOOK_MS } from './lagProbe.ts';

const row = (pk: string) => ({ pk }) as ImportedOrder;

const LATE_SECONDS = 60;

/** Orders with the states that they are found in; an order without one is gone, and an error is thrown. */
function probe(states: Record<string, string | Error | undefined>) {
  let now = 1_000;
  const asked: string[] = [];
  const send = async ({ input }: { input: { RequestItems: { orders: { Keys: { pk: string }[] } } } }) => {
    const keys = input.RequestItems.orders.Keys.map(({ pk }) => pk);
    asked.push(keys.join(' '));
    if (new Set(keys).size < keys.length) throw new Error('ValidationException: a key twice');
    const error = keys.map((pk) => states[pk]).find((state) => state instanceof Error);
    if (error) throw error;
    return { Responses: { orders: keys.flatMap((pk) => (states[pk] ? [{ pk, status: states[pk] }] : [])) } };
  };
  const store = { client: { send } as unknown as DynamoDBDocumentClient, orders: 'orders' };
  const lag = new LagProbe(LATE_SECONDS, () => now);
  return {
    states,
    asked,
    pass: (ms: number) => {
      now += ms;
    },
    look: (pk?: string) => lag.look(pk === undefined ? undefined : row(pk), store),
  };
}

test('the lag is the age of the older order for as long as nobody has decided it', async () => {
  const { look, pass, asked, states } = probe({ a: 'PENDING', b: 'PENDING' });
  expect(await look('a')).toBeUndefined();
  pass(LOOK_MS - 1);
  expect(await look('b')).toBeUndefined();
  pass(1);
  expect(await look('b')).toBe(5);
  expect(await look('c')).toBeUndefined();
  pass(25_000);
  expect(await look()).toBe(30);
  states['a'] = 'CONFIRMED';
  pass(LOOK_MS);
  expect(await look()).toBe(30);
  states['b'] = 'REJECTED';
  pass(LOOK_MS);
  expect(await look('d')).toBe(0);
  expect(asked).toEqual(['a', 'a b', 'a b', 'b']);
});

test('an order that nobody decides is no lag when a newer one was decided', async () => {
  const { look, pass, asked } = probe({ dead: 'PENDING', b: 'CONFIRMED' });
  await look('dead');
  pass(LOOK_MS);
  expect(await look('b')).toBe(5);
  pass(LOOK_MS);
  expect(await look('c')).toBe(0);
  pass(LOOK_MS);
  await look();
  expect(asked).toEqual(['dead', 'dead b', 'c']);
});

test('when both are late, a newer one tells that it goes on', async () => {
  const { look, pass } = probe({ dead: 'PENDING', deadToo: 'PENDING', c: 'CONFIRMED' });
  await look('dead');
  pass(LOOK_MS);
  await look('deadToo');
  pass(LATE_SECONDS * 1_000);
  expect(await look('notYet')).toBe(65);
  pass(LOOK_MS);
  expect(await look('c')).toBe(70);
  pass(LOOK_MS);
  expect(await look()).toBe(0);
});

test('an order that is gone is no lag', async () => {
  const { look, pass } = probe({ a: undefined });
  await look('a');
  pass(LOOK_MS);
  expect(await look('b')).toBe(0);
});

test('an order that is inserted again is asked for once', async () => {
  const { look, pass, asked } = probe({ a: 'PENDING', b: 'PENDING' });
  await look('a');
  pass(LOOK_MS);
  expect(await look('a')).toBe(5);
  pass(LOOK_MS);
  expect(await look('b')).toBe(10);
  pass(2 * LATE_SECONDS * 1_000);
  expect(await look('b')).toBe(130);
  pass(LOOK_MS);
  expect(await look()).toBe(135);
  expect(asked).toEqual(['a', 'a', 'a b', 'a b']);
});

test('what was known holds while there is no answer, and it is looked again, no sooner than else', async () => {
  const { look, pass, asked, states } = probe({ a: new Error('ThrottlingException') });
  await look('a');
  pass(LOOK_MS);
  expect(await look('b')).toBeUndefined();
  expect(await look('b')).toBeUndefined();
  states['a'] = 'PENDING';
  pass(LOOK_MS);
  expect(await look('b')).toBe(10);
  expect(asked).toEqual(['a', 'a']);
});
