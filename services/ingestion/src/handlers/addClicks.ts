import { RefusedError } from '@orderflow/domain';
import { problemReply, publicHttp } from '@orderflow/lambda';
import { isAddClicks } from '@orderflow/validation';
import { putClicks } from '../lib/clickStream.ts';
import { newClicks } from '../models/newClicks.ts';

export const handler = publicHttp(async ({ headers, json, context }) => {
  const clicks = newClicks(json(isAddClicks), headers['x-experiment-bucket'], context);
  const left = await putClicks(clicks);
  const accepted = clicks.length - left.length;
  if (left.length === 0) return { status: 202, body: { accepted } };
  const errors = left.map((index) => ({
    pointer: `/events/${index}`,
    message: 'was not taken; send it again',
  }));
  return problemReply(
    new RefusedError('unavailable', `${accepted} of ${clicks.length} clicks were taken`, errors),
    {
      accepted,
    },
  );
});
