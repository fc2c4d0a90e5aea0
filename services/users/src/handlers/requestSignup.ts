import { http } from '@orderflow/lambda';
import { isCreateUser } from '@orderflow/validation';
import { requestSignup } from '../models/signup.ts';

export const handler = http(async ({ principal, json, context }) => {
  const { email, name } = json(isCreateUser);
  await requestSignup({ userId: principal, email, name, correlationId: context.correlationId });
  return { status: 202, body: { status: 'accepted', userId: principal } };
});
