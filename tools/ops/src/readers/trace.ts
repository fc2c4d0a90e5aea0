import type { LogLine, Stage } from '../stage/types.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Every log line of one correlation id: a request, its events, and their consumers. */
export const trace = (
  stage: Stage,
  correlationId: string,
  since = new Date(Date.now() - DAY_MS),
): Promise<LogLine[]> => stage.sources.findLines(correlationId, since);
