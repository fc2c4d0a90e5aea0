import { unknownUser } from '@orderflow/domain';
import { http } from '@orderflow/lambda';
import { isStartOnboarding } from '@orderflow/validation';
import { startExecution } from '../lib/workflow.ts';
import { findUser } from '../models/users.ts';

export const handler = http(async ({ json }) => {
  const { userId } = json(isStartOnboarding);
  if (!(await findUser(userId))) throw unknownUser();
  return { status: 202, body: { executionArn: await startExecution(userId) } };
});
