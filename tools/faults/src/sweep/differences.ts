import type { State } from '../world/world.ts';

/** An outcome as it is compared. */
export interface Outcome {
  state: State;
  /** What the caller was answered. */
  answer: unknown;
}

/**
 * Every way in which a run with a lost process may differ from one without. There are no others.
 *
 * - A message or an event is there twice: SQS and SNS promise no less than once, and who consumes them knows repeats by
 *   their id. What the repeats say must be the same.
 * - An effect has the time of the attempt that made it, or that time and an hour (upload URLs), some minutes
 *   or days (when a payment is looked at next), or and some days (TTL).
 * - A payment counts how often it was looked at and written: {@link TOKENS}.
 * - A mail is sent twice when the process is lost between sending it and noting that; each has a code of its own.
 * - What is written is in the trace of the attempt that wrote it: that has a span of its own, and a trace where its caller had
 *   none.
 * - An attempt has a token of its own, which it leaves in what only it may change: {@link TOKENS}.
 * - A click is on the stream twice: POST /clicks has no key. The checkpoint of a shard names a record of this run.
 * - A caller is told that an answer is a replay.
 * - A presigned URL has another signature.
 * - A repeat of {@link ANSWERED_ONCE} is told that it comes too late, when the lost answer was that it was in time.
 *
 * The order of items, of messages and of the attributes of an object says nothing in any run.
 */
export function withoutDocumentedDifferences({ state, answer }: Outcome, times: number[]): Outcome {
  const { tables, queues, objects, mails, executions, woken, ledger } = state;
  const outcome = {
    tables: mapValues(tables, (items) => items.map((item) => canonical(withoutChance(item)))),
    queues: mapValues(queues, (bodies) => bodies.map((body) => canonical(parsed(body)))),
    objects: Object.fromEntries(Object.entries(objects).sort()),
    mails: distinct(mails),
    executions,
    woken,
    ledger,
    answer: withoutReplay(answer),
  };
  const text = times.reduce(
    (rest, time) => rest.replaceAll(formsOf(time), 'TIME$1'),
    JSON.stringify(outcome)
      .replace(/(https?:[^"\\?]*)\?[^"\\]*X-Amz-[^"\\]*/g, '$1?SIGNED')
      .replace(/00-[0-9a-f]{32}-[0-9a-f]{16}-0[0-3]/g, 'TRACE'),
  );
  const { answer: said, ...same } = JSON.parse(text) as State & { answer: unknown };
  const { tables: items, queues: messages } = same;
  return {
    state: { ...same, tables: mapValues(items, distinct), queues: mapValues(messages, distinct) },
    answer: said,
  };
}

/** A time as items have it; imported orders have their line below the millisecond. */
const formsOf = (time: number): RegExp =>
  new RegExp(`${new Date(time).toISOString().slice(0, -1).replace('.', '\\.')}(\\d{6})?Z`, 'g');

/**
 * Attributes that are of one attempt or run, by sort key: of leases and payments (which have none), of a code's user, of a
 * shard.
 */
const TOKENS = new Set([
  '.owner',
  '.checks',
  '.revision',
  'onboarding.codeUsedBy',
  'checkpoint.sequenceNumber',
]);

/** The status that a caller may get instead, when the first attempt did what was asked for and could not say so. */
const ANSWERED_ONCE: Record<string, number> = {
  // A used code is 404, whoever used it.
  'onboarding/confirmOnboarding': 404,
};

/** Whether this is the documented answer to a caller whose first answer was lost. */
export const isTooLate = (handler: string, answer: unknown): boolean =>
  (answer as { status?: number } | null)?.status === (ANSWERED_ONCE[handler] ?? 'none');

const mapValues = <T, U>(record: Record<string, T>, change: (value: T) => U): Record<string, U> =>
  Object.fromEntries(
    Object.entries(record)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => [key, change(value)]),
  );

/** The same value with the attributes of every object in one order. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  return mapValues(value as Record<string, unknown>, canonical);
}

function distinct<T>(values: T[]): T[] {
  const byText = new Map(values.map((value) => [JSON.stringify(value), value]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}

/** An item without when it may be deleted, and without what is drawn by lot. */
function withoutChance(item: Record<string, unknown>): Record<string, unknown> {
  const kept = Object.entries(item).filter(
    ([name]) => name !== 'expiresAt' && !TOKENS.has(`${item['sk'] ?? ''}.${name}`),
  );
  return Object.fromEntries(item['sk'] === 'code' ? [...kept, ['pk', 'code']] : kept);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

function withoutReplay(answer: unknown): unknown {
  const { headers, ...rest } = (answer ?? {}) as { headers?: Record<string, string> };
  if (!headers) return answer ?? null;
  const { 'idempotency-replayed': _, ...others } = headers;
  return { ...rest, headers: others };
}
