import { type Context, RefusedError } from '@orderflow/domain';
import type { AddClicks, Click, ExperimentBucket } from '@orderflow/validation';

/**
 * The clicks of a request as they go on the stream.
 *
 * @throws RefusedError (unprocessable) for a time that the calendar does not have
 */
export function newClicks(
  { events }: AddClicks,
  bucket: ExperimentBucket | undefined,
  { correlationId, now }: Context,
): Click[] {
  return events.map(({ at, ...event }, index) => ({
    ...event,
    at: at === undefined ? now.toISOString() : utc(at, index),
    ...(bucket && { bucket }),
    correlationId,
  }));
}

function utc(at: string, index: number): string {
  const time = new Date(at);
  if (!Number.isNaN(time.getTime())) return time.toISOString();
  throw new RefusedError('unprocessable', 'The request does not follow its schema', [
    { pointer: `/events/${index}/at`, message: 'must be a date and time that the calendar has' },
  ]);
}
