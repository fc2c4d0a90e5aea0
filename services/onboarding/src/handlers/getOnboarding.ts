import { unknownUser } from '@orderflow/domain';
import { http } from '@orderflow/lambda';
import { getOnboarding } from '../models/getOnboarding.ts';

/** One's own onboarding, or anybody's with the scope `onboarding:write`. */
export const handler = http(async ({ principal, scopes, params }) => {
  const { userId = principal } = params;
  if (userId !== principal && !scopes.has('onboarding:write')) throw unknownUser();
  return { status: 200, body: await getOnboarding(userId) };
});
