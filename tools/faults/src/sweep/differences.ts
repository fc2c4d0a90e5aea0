import type { State } from '../world/world.ts';

/** The part of an outcome that is compared. */
export interface Outcome {
  state: State;
  /** The answer to the caller. */
  answer: unknown;
}

/**
 * Every way in which a run with a lost process may differ from one without. No other difference is allowed.
 *
 * - A message or an event is there twice: SQS and SNS deliver at least once, and consumers recognize duplicates by
 *   their id. The duplicates must have the same content.
 * - An effect has the time of its attempt, or that time plus an hour (upload URLs), some minutes or days (next check
 *   of a payment), or some days (TTL).
 * - A payment counts its checks and writes: {@link TOKENS}.
 * - A mail is sent twice if the process is lost after sending it and before recording that; each has its own code.
 * - A write is in the trace of its attempt, which has its own span, and its own trace if the caller had none.
 * - An attempt has its own token, which it writes to items that only it may change: {@link TOKENS}.
 * - A click is on the stream twice: POST /clicks has no key. The checkpoint of a shard names a record of this run.
 * - A caller is told that an answer is a replay.
 * - A presigned URL has another signature.
 * - A repeat of {@link ANSWERED_ONCE} is told that it is too late, if the lost answer was a success.
 *
 * The order of items, of messages and of an object's attributes never matters.
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

/** A time as items have it; imported orders add their line number in the digits below a millisecond. */
const formsOf = (time: number): RegExp =>
  new RegExp(`${new Date(time).toISOString().slice(0, -1).replace('.', '\\.')}(\\d{6})?Z`, 'g');

/**
 * Attributes that differ between attempts or runs, by sort key: of leases and payments (no sort key), of a code's
 * user, of a shard.
 */
const TOKENS = new Set([
  '.owner',
  '.checks',
  '.revision',
  'onboarding.codeUsedBy',
  'checkpoint.sequenceNumber',
]);

/** The status that a caller may get instead, if the first attempt took effect but its answer was lost. */
const ANSWERED_ONCE: Record<string, number> = {
  // A used code is answered with 404, whoever used it.
  'onboarding/confirmOnboarding': 404,
};

/** True if this is the documented answer to a caller whose first answer was lost. */
export const isTooLate = (handler: string, answer: unknown): boolean =>
  (answer as { status?: number } | null)?.status === (ANSWERED_ONCE[handler] ?? 'none');

const mapValues = <T, U>(record: Record<string, T>, change: (value: T) => U): Record<string, U> =>
  Object.fromEntries(
    Object.entries(record)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => [key, change(value)]),
  );

/** The same value with every object's attributes sorted. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  return mapValues(value as Record<string, unknown>, canonical);
}

function distinct<T>(values: T[]): T[] {
  const byText = new Map(values.map((value) => [JSON.stringify(value), value]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}

/** An item without its expiry time and without random values. */
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
