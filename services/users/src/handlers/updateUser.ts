import { http } from '@orderflow/lambda';
import { isUpdateUser } from '@orderflow/validation';
import { renameUser } from '../models/users.ts';

export const handler = http(async ({ principal, json }) => {
  const { name } = json(isUpdateUser);
  return { status: 200, body: await renameUser(principal, name) };
});
