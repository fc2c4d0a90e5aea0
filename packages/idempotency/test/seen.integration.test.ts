import { randomUUID } from 'node:crypto';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from '@jest/globals';
import { timedId } from '@orderflow/domain';
import { addTo } from '../src/addTo.ts';
import { documentClient } from '../src/client.ts';
import { consume } from '../src/consume.ts';
import { seenMarks } from '../src/seen.ts';
import { countingClient, jitteryClient } from '../src/testing.ts';

const table = 'orderflow-local-seen';
const start = Date.parse('2026-11-20T08:00:00Z');

/** A consumer that counts events, and its count. */
function counting() {
  const name = randomUUID();
  const total = async () => {
    const { Item } = await documentClient().send(
      new GetCommand({ TableName: table, Key: { pk: name }, ConsistentRead: true }),
    );
    return Item?.['events'] ?? 0;
  };
  const count = (events: { id: string }[], client = documentClient()) =>
    consume(
      {
        client,
        key: ({ id }) => id,
        plan: async (some) => ({
          guards: seenMarks(table, name, some, new Date()),
          effects: [addTo(table, { pk: name }, { events: some.length })],
        }),
      },
      events,
    );
  return { count, total };
}

/** Events so many milliseconds after one another. */
const eventsEvery = (milliseconds: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: timedId(new Date(start + index * milliseconds), String(index)),
  }));

describe('events that come together', () => {
  test('are marked on a page for a quarter of a second', async () => {
    const { count, total } = counting();
    const events = eventsEvery(10, 90);
    expect(seenMarks(table, 'counter', events, new Date()).map((page) => page.events.length)).toEqual([
      26, 26, 25, 13,
    ]);
    await count(events);
    expect(await total()).toBe(90);
  });

  test('are told apart when some of them come again', async () => {
    const { count, total } = counting();
    const { client, requests } = countingClient();
    const events = eventsEvery(10, 90);
    await count(events.slice(20, 40));
    const { applied, duplicates, failed } = await count(events, client);
    expect(requests).toHaveLength(2);
    expect(new Set(duplicates)).toEqual(new Set(events.slice(20, 40)));
    expect(applied).toHaveLength(70);
    expect(failed).toEqual([]);
    expect(await total()).toBe(90);
  });

  test('are counted once by executors that have them at once', async () => {
    const { count, total } = counting();
    const events = eventsEvery(5, 80);
    const results = await Promise.all([
      count(events, jitteryClient(10)),
      count(events.toReversed(), jitteryClient(10)),
      count(events.slice(20, 60), jitteryClient(10)),
    ]);
    expect(results.flatMap(({ failed }) => failed)).toEqual([]);
    expect(results.flatMap(({ applied }) => applied)).toHaveLength(80);
    expect(await total()).toBe(80);
  });

  test('may fill a page with as many as a transaction takes', async () => {
    const { count, total } = counting();
    for (let batch = 0; batch < 5; batch++) {
      const events = Array.from({ length: 100 }, (_, index) => ({
        id: timedId(new Date(start), `${batch} ${index}`),
      }));
      expect((await count(events)).failed).toEqual([]);
      expect((await count(events)).duplicates).toHaveLength(100);
    }
    expect(await total()).toBe(500);
  });
});

test('events whose ids say nothing of their time are known again too', async () => {
  const { count, total } = counting();
  const events = Array.from({ length: 10 }, () => ({ id: randomUUID() }));
  await count(events.slice(5));
  expect((await count([...events, { id: 'any text' }])).applied).toHaveLength(6);
  expect(await total()).toBe(11);
});
