import { RefusedError } from '@orderflow/domain';
import { env, experimentBucket, problemReply, publicHttp } from '@orderflow/lambda';
import { isAddClicks } from '@orderflow/validation';
import { putClicks } from '../lib/clickStream.ts';
import { newClicks } from '../models/newClicks.ts';

/**
 * Accepts the clicks that the stream takes. Of the rest, it says which events to send again. A stage may have no
 * stream.
 */
export const addClicks = (
  put = (clicks: Parameters<typeof putClicks>[0]) => putClicks(clicks),
  stream = process.env['CLICKS_STREAM'],
) =>
  publicHttp(async ({ headers, json, context }) => {
    if (!stream) throw new RefusedError('not-found', 'this stage counts no clicks (parameter clicks: off)');
    const clicks = newClicks(json(isAddClicks), experimentBucket(headers), context, {
      maxAgeSeconds: Number(env('MAX_AGE_SECONDS')),
      maxAheadSeconds: Number(env('MAX_AHEAD_SECONDS')),
    });
    const left = await put(clicks);
    const accepted = clicks.length - left.length;
    if (left.length === 0) return { status: 202, body: { accepted } };
    const errors = left.map((index) => ({
      pointer: `/events/${index}`,
      message: 'was not taken; send it again',
    }));
    const refused = `${accepted} of ${clicks.length} clicks were taken`;
    return problemReply(new RefusedError('unavailable', refused, errors), { accepted });
  });

export const handler = addClicks();
