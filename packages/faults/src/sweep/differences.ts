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
 * - An effect has the time of the attempt that made it, or that time and an hour (upload URLs), or and some days (TTL).
 * - A caller is told that an answer is a replay.
 * - A presigned URL has another signature.
 *
 * The order of items, of messages and of the attributes of an object says nothing in any run.
 */
export function withoutDocumentedDifferences({ state, answer }: Outcome, times: number[]): Outcome {
  const { tables, queues, objects } = state;
  const outcome = {
    tables: mapValues(tables, (items) => items.map(({ expiresAt: _, ...item }) => canonical(item))),
    queues: mapValues(queues, (bodies) => bodies.map((body) => canonical(parsed(body)))),
    objects: Object.fromEntries(Object.entries(objects).sort()),
    answer: withoutReplay(answer),
  };
  const text = times.reduce(
    (rest, time) => rest.replaceAll(new Date(time).toISOString(), 'TIME'),
    JSON.stringify(outcome).replace(/(https?:[^"\\?]*)\?[^"\\]*X-Amz-[^"\\]*/g, '$1?SIGNED'),
  );
  const same = JSON.parse(text) as State & { answer: unknown };
  return {
    state: {
      tables: mapValues(same.tables, sorted),
      queues: mapValues(same.queues, distinct),
      objects: same.objects,
    },
    answer: same.answer,
  };
}

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

const sorted = <T>(values: T[]): T[] =>
  values.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

const distinct = <T>(values: T[]): T[] => [
  ...new Map(sorted(values).map((value) => [JSON.stringify(value), value])).values(),
];

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
