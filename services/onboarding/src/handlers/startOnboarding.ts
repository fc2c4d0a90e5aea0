import { isEnded, unknownUser } from '@orderflow/domain';
import { http } from '@orderflow/lambda';
import { isStartOnboarding } from '@orderflow/validation';
import { startExecution } from '../lib/workflow.ts';
import { reopen } from '../models/reopen.ts';
import { findUser } from '../models/users.ts';

/** Starts the pending onboarding of a user, or a new one when the last one expired or failed. */
export const handler = http(async ({ json, context }) => {
  const user = await findUser(json(isStartOnboarding).userId);
  if (!user) throw unknownUser();
  const pending = isEnded(user) ? await reopen(user, context) : user;
  return { status: 202, body: { executionArn: await startExecution(pending) } };
});
