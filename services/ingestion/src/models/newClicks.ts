import { type Context, RefusedError } from '@orderflow/domain';
import { type AddClicks, type Click, type ExperimentBucket, utcTime } from '@orderflow/validation';

/** How far the time of a click may be from that of its arrival. */
export interface ClickWindow {
  maxAgeSeconds: number;
  maxAheadSeconds: number;
}

/**
 * The clicks of a request as they go on the stream.
 *
 * @throws RefusedError (unprocessable) for times outside the window: each hour has counters of its own
 */
export function newClicks(
  { events }: AddClicks,
  bucket: ExperimentBucket | undefined,
  { correlationId, now, traceparent }: Context,
  { maxAgeSeconds, maxAheadSeconds }: ClickWindow,
): Click[] {
  const first = now.getTime() - maxAgeSeconds * 1_000;
  const last = now.getTime() + maxAheadSeconds * 1_000;
  const clicks = events.map(({ at, ...event }) => ({
    ...event,
    // The schema refuses times that do not exist in UTC.
    at: (at !== undefined && utcTime(at)) || now.toISOString(),
    ...(bucket && { bucket }),
    correlationId,
    // Without the tracestate: a hundred clicks would carry it, and nothing reads it on the way.
    ...(traceparent && { traceparent }),
  }));
  const errors = clicks.flatMap(({ at }, index) => {
    const time = Date.parse(at);
    if (time >= first && time <= last) return [];
    const window = [first, last].map((limit) => new Date(limit).toISOString()).join(' and ');
    return [{ pointer: `/events/${index}/at`, message: `must be between ${window}` }];
  });
  if (errors.length > 0) throw new RefusedError('unprocessable', 'Clicks are too old, or not yet', errors);
  return clicks;
}
