import { type DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { type Backoff, giveWay, MAX_ATTEMPTS } from './backoff.ts';
import type { Guard, Plan } from './plan.ts';
import { type Verdict, verdict } from './verdict.ts';

export interface Consumer<E> {
  client: DynamoDBDocumentClient;
  /** Two events with one key are one event. */
  key(event: E): string;
  /** Called again for every attempt, with the events that are still to be applied. */
  plan(events: E[]): Promise<Plan<E>>;
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
 * A batch is one transaction as long as it fits. When the transaction is cancelled, the reasons say whose it is: an
 * event that was applied before is taken out and the rest is planned again; a conflict on what the events share is
 * planned again after a pause; what no reason explains is halved until one event owns it.
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

/** Deliveries of one event in one batch share its fate. */
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
        const { known } = outcome;
        result.duplicates.push(...known);
        rest = rest.filter((event) => !known.has(event));
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

async function attemptOnce<E>({ client, plan }: Consumer<E>, events: E[]): Promise<Verdict<E>> {
  let guards: Guard<E>[] = [];
  try {
    const planned = await plan(events);
    guards = planned.guards;
    const items = [...guards.map(({ item }) => item), ...planned.effects];
    if (items.length > MAX_ITEMS) {
      return {
        kind: 'invalid',
        error: new Error(`A transaction takes ${MAX_ITEMS} items, not ${items.length}`),
      };
    }
    await client.send(new TransactWriteCommand({ TransactItems: items }));
    return { kind: 'applied' };
  } catch (error) {
    return verdict(error, guards);
  }
}

async function halve<E>(consumer: Consumer<E>, events: E[], result: Consumption<E>): Promise<void> {
  const middle = Math.ceil(events.length / 2);
  await applyTogether(consumer, events.slice(0, middle), result);
  await applyTogether(consumer, events.slice(middle), result);
}
