import type { Ending } from './recorded.ts';

interface Answer {
  statusCode?: unknown;
  batchItemFailures?: unknown;
}

/** How an invocation ended that threw nothing: a function also reports failures by what it answers. */
export function endingOf(answer: unknown): Ending {
  const { statusCode, batchItemFailures } = (answer ?? {}) as Answer;
  if (Array.isArray(batchItemFailures) && batchItemFailures.length > 0) return 'reported';
  return typeof statusCode === 'number' && statusCode >= 500 ? 'reported' : 'succeeded';
}
