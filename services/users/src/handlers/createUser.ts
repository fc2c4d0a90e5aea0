import { http, replayed } from '@orderflow/lambda';
import { isCreateUser } from '@orderflow/validation';
import { createUser } from '../models/createUser.ts';
import { provenBy } from '../models/proof.ts';

export const handler = http(async ({ principal, verifiedEmail, json, context }) => {
  const content = json(isCreateUser);
  const created = await createUser(
    principal,
    { ...content, proven: provenBy(verifiedEmail, content.email) },
    context,
  );
  return { status: 201, body: created.user, headers: { location: '/users/me', ...replayed(created) } };
});
