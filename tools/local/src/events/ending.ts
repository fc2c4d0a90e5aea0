import type { Ending } from './recorded.ts';

interface Answer {
  statusCode?: unknown;
  batchItemFailures?: unknown;
}

/** How an invocation without an error ended: a function can also report failures in its answer. */
export function endingOf(answer: unknown): Ending {
  const { statusCode, batchItemFailures } = (answer ?? {}) as Answer;
  if (Array.isArray(batchItemFailures) && batchItemFailures.length > 0) return 'reported';
  return typeof statusCode === 'number' && statusCode >= 500 ? 'reported' : 'succeeded';
}
