import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Consumer } from '../src/consume.ts';
import { callError, cancelled, fakeClient, noBackoff } from './fakeClient.ts';

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
 * A consumer of additions over in-memory tables with all-or-nothing transactions. `interfere` runs before each
 * transaction, gets the number of the call, and may throw what the database would.
 */
export function ledger(interfere: (call: number, items: Items) => void = () => {}) {
  const marks = new Set<string>();
  const counters = new Map<string, number>();
  const { client, inputs } = fakeClient<TransactWriteCommandInput>(({ TransactItems = [] }, call) => {
    interfere(call, TransactItems);
    if (TransactItems.length > 100) throw callError('ValidationException');
    const codes = TransactItems.map(({ Put }) =>
      marks.has(Put?.Item?.['pk']) ? 'ConditionalCheckFailed' : 'None',
    );
    if (codes.some((code) => code !== 'None')) throw cancelled(...codes);
    for (const { Put, Update } of TransactItems) {
      if (Put) marks.add(Put.Item?.['pk']);
      if (Update) {
        const counter = Update.Key?.['pk'];
        counters.set(counter, (counters.get(counter) ?? 0) + Update.ExpressionAttributeValues?.[':n']);
      }
    }
  });
  const { backoff, pauses } = noBackoff();
  const consumer: Consumer<Addition> = {
    client,
    backoff,
    key: ({ id }) => id,
    plan: async (events) => ({
      guards: events.map(({ id }) => ({ Put: { TableName: 'marks', Item: { pk: id } } })),
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
  return { consumer, marks, counters, pauses, calls: inputs };
}

/** True if the transaction is about this event. */
export const concerns = (items: Items, id: string) => items.some(({ Put }) => Put?.Item?.['pk'] === id);
