import { http } from '@orderflow/lambda';
import { eraseUser } from '../models/eraseUser.ts';

/** DELETE /users/me: the account is deleted before the answer. Other services delete their data after its event. */
export const handler = http(async ({ principal, context }) => ({
  status: 202,
  body: { status: 'accepted', userId: principal, erasedAt: await eraseUser(principal, context) },
}));
