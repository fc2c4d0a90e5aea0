import { http } from '@orderflow/lambda';
import { traceOf } from '@orderflow/tracing';
import { isCreateUser } from '@orderflow/validation';
import { provenBy } from '../models/proof.ts';
import { requestSignup } from '../models/signup.ts';

export const handler = http(async ({ principal, verifiedEmail, json, context }) => {
  const { email, name } = json(isCreateUser);
  const proven = provenBy(verifiedEmail, email);
  await requestSignup({
    userId: principal,
    email,
    name,
    correlationId: context.correlationId,
    requestedAt: context.now.toISOString(),
    ...(proven && { proven }),
    ...traceOf(context),
  });
  return { status: 202, body: { status: 'accepted', userId: principal } };
});
