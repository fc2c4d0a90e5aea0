import { unknownUser } from '@orderflow/domain';
import { http } from '@orderflow/lambda';
import { getUser } from '../models/users.ts';

/** GET /users/me and GET /users/{userId}: one's own account, or anybody's with the scope `users:read`. */
export const handler = http(async ({ principal, scopes, params }) => {
  const { userId = principal } = params;
  if (userId !== principal && !scopes.has('users:read')) {
    throw unknownUser();
  }
  return { status: 200, body: await getUser(userId) };
});
