import type { LogLine } from '../stage/types.ts';

/** Parses one line of a function's structured log; undefined for other output. */
export function readLine(text: string, source: string): LogLine | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    const { timestamp, level, message, correlationId, ...fields } = JSON.parse(text) as Record<
      string,
      unknown
    >;
    if (typeof timestamp !== 'string' || typeof message !== 'string') return undefined;
    return {
      time: timestamp,
      source,
      level: String(level ?? 'INFO'),
      message,
      ...(typeof correlationId === 'string' ? { correlationId } : {}),
      fields,
    };
  } catch {
    return undefined;
  }
}
