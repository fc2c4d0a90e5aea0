import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Consumer } from '../src/consume.ts';
import { seenMarks } from '../src/seen.ts';
import { callError, cancelledFor, fakeClient, noBackoff } from './fakeClient.ts';

type Items = NonNullable<TransactWriteCommandInput['TransactItems']>;

/** An event adds 1 to each of its counters. */
export interface Addition {
  id: string;
  counters: string[];
}

export const addition = (id: string, ...counters: string[]): Addition => ({
  id,
  counters: counters.length > 0 ? counters : ['all'],
});
export const additions = (count: number, ...counters: string[]) =>
  Array.from({ length: count }, (_, index) => addition(`event-${index}`, ...counters));

/**
 * A consumer of additions over tables in memory that take whole transactions or nothing.
 * `interfere` comes before each transaction, with the number of the call, and may throw what the database would.
 * `silent`: a transaction that is refused does not say what was there.
 */
export function ledger(interfere: (call: number, items: Items) => void = () => {}, silent = false) {
  const pages = new Map<string, Set<string>>();
  const counters = new Map<string, number>();
  const { client, inputs } = fakeClient<TransactWriteCommandInput>(({ TransactItems = [] }, call) => {
    interfere(call, TransactItems);
    if (TransactItems.length > 100) throw callError('ValidationException');
    const reasons = TransactItems.map((item) => {
      const there = pages.get(keyOf(item)) ?? new Set();
      const refused = [...marksOf(item)].some((mark) => there.has(mark));
      return refused
        ? { Code: 'ConditionalCheckFailed', ...(!silent && { Item: marshall({ marks: there }) }) }
        : { Code: 'None' };
    });
    if (reasons.some(({ Code }) => Code !== 'None')) throw cancelledFor(reasons);
    for (const item of TransactItems) {
      const key = keyOf(item);
      const marks = marksOf(item);
      if (marks.size > 0) pages.set(key, new Set([...(pages.get(key) ?? []), ...marks]));
      else counters.set(key, (counters.get(key) ?? 0) + item.Update?.ExpressionAttributeValues?.[':n']);
    }
  });
  const { backoff, pauses } = noBackoff();
  const consumer: Consumer<Addition> = {
    client,
    backoff,
    key: ({ id }) => id,
    plan: async (events) => ({
      guards: seenMarks('marks', CONSUMER, events, new Date()),
      effects: Object.entries(
        Object.groupBy(
          events.flatMap((event) => event.counters),
          (name) => name,
        ),
      ).map(([pk, all = []]) => ({
        Update: {
          TableName: 'counters',
          Key: { pk },
          UpdateExpression: 'ADD total :n',
          ExpressionAttributeValues: { ':n': all.length },
        },
      })),
    }),
  };
  /** Ids of the events that are marked. */
  const marked = () =>
    new Set([...pages].flatMap(([key, marks]) => [...marks].map((mark) => idOf(key, mark))));
  return { consumer, pages, marked, counters, pauses, calls: inputs };
}

const CONSUMER = 'ledger';
const keyOf = ({ Update }: Items[number]): string => Update?.Key?.['pk'];
const marksOf = ({ Update }: Items[number]): Set<string> =>
  Update?.ExpressionAttributeValues?.[':marks'] ?? new Set();

/** A page of one event is named by it; any other page and a mark in it are the two parts of an id. */
function idOf(key: string, mark: string): string {
  const page = key.slice(CONSUMER.length + 1);
  return page === mark ? mark : page + mark;
}

/** Whether a transaction is about this event. */
export const concerns = (items: Items, id: string) =>
  items.some((item) => [...marksOf(item)].some((mark) => idOf(keyOf(item), mark) === id));
