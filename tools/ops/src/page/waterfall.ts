import type { LogLine } from '../stage/types.ts';

/** Place of a line's bar in the whole trace, in percent of the width. */
export interface Bar {
  left: number;
  width: number;
  /** Milliseconds since the trace began. */
  from: number;
}

/** A bar per line. It ends when the line was written, and is as long as the duration in the line (`ms`). */
export function barsOf(lines: readonly LogLine[]): Bar[] {
  const spans = lines.map(({ time, fields }) => {
    const end = Date.parse(time);
    return { start: end - (typeof fields['ms'] === 'number' ? fields['ms'] : 0), end };
  });
  const first = Math.min(...spans.map(({ start }) => start));
  const whole = Math.max(1, ...spans.map(({ end }) => end - first));
  return spans.map(({ start, end }) => ({
    left: (100 * (start - first)) / whole,
    width: (100 * (end - start)) / whole,
    from: start - first,
  }));
}
