import {
  type DynamoDBDocumentClient,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { type Backoff, giveWay, MAX_ATTEMPTS } from './backoff.ts';
import { type Verdict, verdict } from './verdict.ts';

export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** What a batch of events does, as the items of one transaction. */
export interface Plan {
  /** One conditional item per event, in the events' order, whose condition fails once the event is applied. */
  guards: TransactItem[];
  /** What the events do together, e.g. one update per counter. A failing condition means: plan again. */
  effects: TransactItem[];
}

export interface Consumer<E> {
  client: DynamoDBDocumentClient;
  /** Events with the same key are one event. The key also identifies the item that the guard writes. */
  key(event: E): string;
  /** Called again for every attempt, with the events that are still to be applied. */
  plan(events: E[]): Promise<Plan>;
  backoff?: Backoff;
}

export interface Consumption<E> {
  applied: E[];
  /** Applied before, by an earlier delivery. */
  duplicates: E[];
  /** Not applied: to be delivered again. */
  failed: { event: E; error: unknown }[];
}

/** The limit of TransactWriteItems. */
const MAX_ITEMS = 100;

/**
 * Applies a batch of events exactly once each: their effect and the proof that it happened commit in one transaction.
 *
 * A batch is one transaction as long as it fits. When the transaction is cancelled, the cancellation reasons decide. An
 * event that was applied before is taken out, and the rest is planned again. After a conflict on shared items, the
 * batch is planned again after a pause. If no reason explains the failure, the batch is halved until one event owns it.
 */
export async function consume<E>(consumer: Consumer<E>, events: E[]): Promise<Consumption<E>> {
  const byKey = new Map<string, E[]>();
  for (const event of events) {
    const key = consumer.key(event);
    byKey.set(key, [...(byKey.get(key) ?? []), event]);
  }
  const result: Consumption<E> = { applied: [], duplicates: [], failed: [] };
  const todo = [...byKey.values()].flatMap(([first]) => first ?? []);
  while (todo.length > 0) await applyTogether(consumer, todo.splice(0, MAX_ITEMS), result);
  return withRepeats(consumer, byKey, result);
}

/** Repeats of an event in one batch get the same outcome. */
function withRepeats<E>(
  { key }: Consumer<E>,
  byKey: Map<string, E[]>,
  result: Consumption<E>,
): Consumption<E> {
  const repeats = (event: E) => (byKey.get(key(event)) ?? []).slice(1);
  return {
    applied: result.applied,
    duplicates: [...result.duplicates, ...[...result.applied, ...result.duplicates].flatMap(repeats)],
    failed: result.failed.flatMap(({ event, error }) =>
      [event, ...repeats(event)].map((one) => ({ event: one, error })),
    ),
  };
}

async function applyTogether<E>(consumer: Consumer<E>, events: E[], result: Consumption<E>): Promise<void> {
  const pause = consumer.backoff ?? giveWay();
  let rest = events;
  for (let attempt = 1; rest.length > 0; attempt++) {
    const outcome = await attemptOnce(consumer, rest);
    switch (outcome.kind) {
      case 'applied':
        result.applied.push(...rest);
        return;
      case 'duplicates': {
        const known = outcome.indexes;
        result.duplicates.push(...rest.filter((_, index) => known.has(index)));
        rest = rest.filter((_, index) => !known.has(index));
        continue;
      }
      case 'contended':
        if (attempt < MAX_ATTEMPTS) {
          await pause(attempt);
          continue;
        }
        break;
      case 'invalid':
        if (rest.length > 1) return halve(consumer, rest, result);
        break;
      case 'unavailable':
        break;
    }
    result.failed.push(...rest.map((event) => ({ event, error: outcome.error })));
    return;
  }
}

async function attemptOnce<E>({ client, plan }: Consumer<E>, events: E[]): Promise<Verdict> {
  try {
    const { guards, effects } = await plan(events);
    const items = [...guards, ...effects];
    if (items.length > MAX_ITEMS) {
      return {
        kind: 'invalid',
        error: new Error(`A transaction takes ${MAX_ITEMS} items, not ${items.length}`),
      };
    }
    await client.send(new TransactWriteCommand({ TransactItems: items }));
    return { kind: 'applied' };
  } catch (error) {
    return verdict(error, events.length);
  }
}

async function halve<E>(consumer: Consumer<E>, events: E[], result: Consumption<E>): Promise<void> {
  const middle = Math.ceil(events.length / 2);
  await applyTogether(consumer, events.slice(0, middle), result);
  await applyTogether(consumer, events.slice(middle), result);
}
