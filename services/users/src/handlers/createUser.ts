import { http, replayed } from '@orderflow/lambda';
import { isCreateUser } from '@orderflow/validation';
import { createUser } from '../models/createUser.ts';

export const handler = http(async ({ principal, json, context }) => {
  const created = await createUser(principal, json(isCreateUser), context);
  return { status: 201, body: created.user, headers: { location: '/users/me', ...replayed(created) } };
});
