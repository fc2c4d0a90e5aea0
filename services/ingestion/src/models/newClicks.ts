import type { Context } from '@orderflow/domain';
import { type AddClicks, type Click, type ExperimentBucket, utcTime } from '@orderflow/validation';

/** The clicks of a request as they go on the stream. */
export function newClicks(
  { events }: AddClicks,
  bucket: ExperimentBucket | undefined,
  { correlationId, now }: Context,
): Click[] {
  return events.map(({ at, ...event }) => ({
    ...event,
    // Its schema takes no time that has none in UTC.
    at: (at !== undefined && utcTime(at)) || now.toISOString(),
    ...(bucket && { bucket }),
    correlationId,
  }));
}
