import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { cloudEvent } from '@orderflow/domain';
import { isOnboardingFailedEvent, parse } from '@orderflow/validation';
import type { SQSEvent } from 'aws-lambda';
import { handler as compensate } from '../src/handlers/compensate.ts';
import { handler as confirmOnboarding } from '../src/handlers/confirmOnboarding.ts';
import { handler as createWorkspace } from '../src/handlers/createWorkspace.ts';
import { handler as expire } from '../src/handlers/expire.ts';
import { handler as getOnboarding } from '../src/handlers/getOnboarding.ts';
import { handler as onboardUsers } from '../src/handlers/onboardUsers.ts';
import { handler as startOnboarding } from '../src/handlers/startOnboarding.ts';
import { handler as validate } from '../src/handlers/validate.ts';
import { newcomer, stateOf, store, userOf } from './testOnboarding.ts';

const log = jest.spyOn(process.stdout, 'write').mockReturnValue(true);

beforeAll(() => {
  const { onboarding, users, seen } = store;
  Object.assign(process.env, { ONBOARDING_TABLE: onboarding, USERS_TABLE: users, SEEN_TABLE: seen });
});

type HttpEvent = Parameters<typeof getOnboarding>[0];

async function call(handler: typeof getOnboarding, sub: string | undefined, more: object, scope = '') {
  const authorizer = sub ? { authorizer: { jwt: { claims: { sub, scope } } } } : {};
  const event = { headers: {}, routeKey: 'test', requestContext: authorizer, ...more };
  const { statusCode, body } = await handler(event as unknown as HttpEvent);
  return { status: statusCode, body: JSON.parse(body ?? '') };
}

const get = (sub: string, userId: string, scope?: string) =>
  call(getOnboarding, sub, { pathParameters: { userId } }, scope);

describe('GET /onboarding/{userId}', () => {
  test("is one's own, or needs the scope", async () => {
    const { userId } = await newcomer();
    const start = { userId, status: 'ONBOARDING', step: 'Start', history: [] };
    expect(await get(userId, userId)).toMatchObject({ status: 200, body: start });
    expect(await get('clerk', userId, 'onboarding:write')).toMatchObject({ status: 200, body: start });
    expect((await get('eve', userId, 'users:read')).status).toBe(404);
    expect((await get('clerk', randomUUID(), 'onboarding:write')).status).toBe(404);
    expect((await get('clerk', 'x'.repeat(5_000), 'onboarding:write')).status).toBe(404);
  });

  test('shows the steps in their order, and neither token nor code', async () => {
    const { userId } = await newcomer();
    const subject = await validate({ userId });
    const traceparent = expect.any(String);
    expect(subject).toEqual({ userId, attempt: 1, correlationId: `c-${userId}`, traceparent });
    await createWorkspace(subject);
    const { body } = await get(userId, userId);
    expect(Object.keys(body)).toEqual(['userId', 'status', 'step', 'startedAt', 'history']);
    expect(body.history).toEqual([
      { step: 'Validate', at: expect.any(String), outcome: 'DONE' },
      { step: 'CreateWorkspace', at: expect.any(String), outcome: 'DONE' },
    ]);
  });
});

describe('POST /onboarding/confirm', () => {
  test('needs no token, but a code that is one', async () => {
    const post = (body: unknown) => call(confirmOnboarding, undefined, { body: JSON.stringify(body) });
    expect((await post({ code: randomUUID() })).status).toBe(404);
    expect((await post({})).status).toBe(422);
    expect((await post({ code: 'x'.repeat(257) })).status).toBe(422);
  });
});

describe('the end of an onboarding', () => {
  test('hands on what became of it, and announces what its event says', async () => {
    const { userId } = await newcomer();
    const subject = await validate({ userId });
    expect(await expire(subject)).toEqual({ ...subject, outcome: 'EXPIRED' });
    expect(await expire(subject)).toEqual({ ...subject, outcome: 'EXPIRED' });
    const { event, status } = await stateOf(userId);
    if (!event) throw new Error('nothing was announced');
    const published = cloudEvent('/orderflow/onboarding', userId, event, { userId, status });
    expect(parse(isOnboardingFailedEvent, published).data).toEqual({ userId, status: 'EXPIRED' });
  });

  test('by a failure before anything began is on record, too', async () => {
    const { userId } = await newcomer();
    await compensate({ userId, error: { Error: 'States.Timeout' } });
    expect((await userOf(userId)).status).toBe('FAILED');
    expect(await get(userId, userId)).toMatchObject({ body: { status: 'FAILED', step: 'Compensate' } });
    await expect(validate({ userId })).rejects.toMatchObject({ name: 'NotOnboardingError' });
    await expect(validate({ userId: randomUUID() })).rejects.toMatchObject({ name: 'UnknownUserError' });
  });

  test('leaves no personal data in the log', () => {
    expect(log.mock.calls.join('')).not.toContain('@');
  });
});

test('a start for somebody unknown is 404, and poison in the queue fails alone', async () => {
  const body = JSON.stringify({ userId: randomUUID() });
  expect((await call(startOnboarding, 'clerk', { body }, 'onboarding:write')).status).toBe(404);
  const record = {
    messageId: 'poison',
    body: 'not JSON',
    receiptHandle: 'r',
    attributes: { ApproximateReceiveCount: '1' },
    eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:orderflow-local-onboarding',
  };
  expect(await onboardUsers({ Records: [record] } as unknown as SQSEvent)).toEqual({
    batchItemFailures: [{ itemIdentifier: 'poison' }],
  });
});
