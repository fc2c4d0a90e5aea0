import { expect, test } from '@jest/globals';
import { gateKey, newUserItem, outboxEvent } from '@orderflow/domain';
import { userIds } from '@orderflow/domain/testing';
import { publishedBy } from '@orderflow/lambda/testing';
import {
  type CreateUser,
  isSignupRequested,
  isUserActivatedEvent,
  isUserCreatedEvent,
  isUserErasedEvent,
  isUserSupersededEvent,
} from '@orderflow/validation';
import { documents } from '@orderflow/validation/testing';
import fc from 'fast-check';
import { handler } from '../src/handlers/publishEvents.ts';
import { requestSignup } from '../src/models/signup.ts';

const context = { correlationId: 'c-1', now: new Date('2026-11-29T08:00:00Z') };
process.env['SIGNUP_QUEUE_URL'] = 'queue';

test('whatever signs up, its queue can read', async () => {
  const bodies = (await documents('CreateUser')) as fc.Arbitrary<CreateUser>;
  await fc.assert(
    fc.asyncProperty(userIds, bodies, async (userId, body) => {
      let message = '';
      const send = async ({ input }: { input: { MessageBody: string } }) => {
        message = input.MessageBody;
      };
      await requestSignup({ userId, ...body, correlationId: 'c-1' }, { send } as never);
      expect([isSignupRequested(JSON.parse(message)), isSignupRequested.errors]).toEqual([true, null]);
    }),
  );
});

test('whoever is created and activated, every consumer can read it', async () => {
  const bodies = (await documents('CreateUser')) as fc.Arbitrary<CreateUser>;
  await fc.assert(
    fc.asyncProperty(userIds, bodies, async (userId, body) => {
      const created = newUserItem(userId, body, context);
      const event = outboxEvent('user.activated.v1', userId, context);
      const events = await publishedBy(handler, [created, { ...created, status: 'ACTIVE', event }]);
      expect(events.map(({ type }) => type)).toEqual(['user.created.v1', 'user.activated.v1']);
      expect([isUserCreatedEvent(events[0]), isUserCreatedEvent.errors]).toEqual([true, null]);
      expect([isUserActivatedEvent(events[1]), isUserActivatedEvent.errors]).toEqual([true, null]);
    }),
  );
});

test('whoever loses an address or is erased, every consumer can read it', async () => {
  const bodies = (await documents('CreateUser')) as fc.Arbitrary<CreateUser>;
  await fc.assert(
    fc.asyncProperty(userIds, bodies, async (userId, body) => {
      const superseded = {
        ...newUserItem(userId, body, context, 2),
        status: 'FAILED',
        event: outboxEvent('user.superseded.v1', userId, context),
      };
      const erased = {
        pk: gateKey(userId),
        userId,
        erasedAt: context.now.toISOString(),
        event: outboxEvent('user.erased.v1', userId, context),
      };
      const events = await publishedBy(handler, [superseded, erased]);
      expect(events.map(({ type }) => type)).toEqual(['user.superseded.v1', 'user.erased.v1']);
      expect([isUserSupersededEvent(events[0]), isUserSupersededEvent.errors]).toEqual([true, null]);
      expect([isUserErasedEvent(events[1]), isUserErasedEvent.errors]).toEqual([true, null]);
    }),
  );
});
