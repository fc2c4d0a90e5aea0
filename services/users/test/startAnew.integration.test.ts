import { randomUUID } from 'node:crypto';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from '@jest/globals';
import { emailKey, endPending, gateKey, releaseAddress, type UserItem } from '@orderflow/domain';
import { transact } from '@orderflow/idempotency';
import { jitteryClient } from '@orderflow/idempotency/testing';
import { completeSignup } from '../src/models/completeSignup.ts';
import { createUser } from '../src/models/createUser.ts';
import { MAX_REFUSALS } from '../src/models/refusals.ts';
import { findUser, getUser } from '../src/models/users.ts';
import { context, later, somebody, store, testStore } from './testStore.ts';

const get = async (pk: string) =>
  (await store.client.send(new GetCommand({ TableName: store.users, Key: { pk }, ConsistentRead: true })))
    .Item;
const holderOf = async (email: string) => (await get(emailKey(email)))?.['userId'];

async function userOf(userId: string): Promise<UserItem> {
  const user = await findUser(userId, store);
  if (!user) throw new Error(`no user ${userId}`);
  return user;
}

/** Ends an account as the onboarding service does. */
async function ends(
  userId: string,
  status: 'EXPIRED' | 'FAILED' = 'EXPIRED',
  now = context.now,
): Promise<void> {
  const user = await userOf(userId);
  await transact(store.client, [
    ...endPending(user, status, now, store.users),
    releaseAddress(user, store.users),
  ]);
}

async function activate(userId: string): Promise<void> {
  await store.client.send(
    new UpdateCommand({
      TableName: store.users,
      Key: { pk: (await userOf(userId)).pk },
      UpdateExpression: 'SET #status = :active',
      ConditionExpression: '#status = :onboarding',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':active': 'ACTIVE', ':onboarding': 'ONBOARDING' },
    }),
  );
}

async function pending() {
  const person = somebody();
  await createUser(person.userId, person.content, context, store);
  return person;
}

describe.each(['EXPIRED', 'FAILED'] as const)('an onboarding that ended %s', (status) => {
  test('gives the address back to whoever asks for it', async () => {
    const [ann, bob] = [await pending(), somebody()];
    await ends(ann.userId, status);
    expect(await holderOf(ann.content.email)).toBeUndefined();
    await createUser(bob.userId, { ...bob.content, email: ann.content.email }, later, store);
    expect(await holderOf(ann.content.email)).toBe(bob.userId);
    await expect(createUser(ann.userId, ann.content, later, store)).rejects.toMatchObject({
      reason: 'EmailTaken',
    });
  });

  test('lets its person start anew, also with other details: another event, another number', async () => {
    const ann = await pending();
    const first = await userOf(ann.userId);
    await ends(ann.userId, status);
    const content = { email: `new-${ann.content.email}`, name: 'Anna' };
    const { user, replayed } = await createUser(ann.userId, content, later, store);
    expect({ user, replayed }).toEqual({
      user: { userId: ann.userId, ...content, status: 'ONBOARDING', createdAt: later.now.toISOString() },
      replayed: false,
    });
    const second = await userOf(ann.userId);
    expect([first.attempt, second.attempt]).toEqual([1, 2]);
    expect(second.event.id).not.toBe(first.event.id);
    expect(second).not.toHaveProperty('expiresAt');
    expect(await createUser(ann.userId, content, later, store)).toEqual({ user, replayed: true });
  });

  test('lets its person start anew once, however many ask at once', async () => {
    const ann = await pending();
    await ends(ann.userId, status);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        createUser(ann.userId, ann.content, later, testStore(jitteryClient(20))),
      ),
    );
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect((await userOf(ann.userId)).attempt).toBe(2);
  });
});

test('numbers of sign-ups go on when the account that expired is deleted', async () => {
  const ann = await pending();
  await ends(ann.userId);
  await transact(store.client, [{ Delete: { TableName: store.users, Key: { pk: `user#${ann.userId}` } } }]);
  await createUser(ann.userId, ann.content, later, store);
  expect((await userOf(ann.userId)).attempt).toBe(2);
});

describe('a sign-up through the queue', () => {
  const message = ({ userId, content }: ReturnType<typeof somebody>, requestedAt: Date) => ({
    userId,
    ...content,
    correlationId: 'c-test',
    requestedAt: requestedAt.toISOString(),
  });

  test('starts nothing anew when it comes again after its account expired', async () => {
    const ann = somebody();
    const request = message(ann, new Date(context.now.getTime() - 1_000));
    expect(await completeSignup(request, context, store)).toBe('created');
    await ends(ann.userId);
    expect(await completeSignup(request, later, store)).toBe('replayed');
    expect(await getUser(ann.userId, store)).toMatchObject({ status: 'EXPIRED' });
    expect(await completeSignup(message(ann, later.now), later, store)).toBe('created');
  });

  test('leaves the reason where its person finds it when it is refused', async () => {
    const [ann, bob] = [await pending(), somebody()];
    const request = message({ ...bob, content: ann.content }, context.now);
    expect(await completeSignup(request, context, store)).toBe('EmailTaken');
    expect(await get(gateKey(bob.userId))).toMatchObject({
      refusal: { reason: 'EmailTaken', at: context.now.toISOString() },
      refusals: 1,
    });
  });
});

describe('an address that the token proves', () => {
  const claim = (content: { email: string; name: string }) => ({ ...content, proven: true });

  test('is taken over from a pending account, which ends and says so', async () => {
    const [squatter, owner] = [await pending(), somebody()];
    const content = claim({ ...owner.content, email: squatter.content.email });
    expect((await createUser(owner.userId, content, later, store)).replayed).toBe(false);
    expect(await holderOf(content.email)).toBe(owner.userId);
    const ended = await userOf(squatter.userId);
    expect(ended).toMatchObject({ status: 'FAILED', event: { type: 'user.superseded.v1' } });
    await ends(owner.userId);
    expect(await holderOf(content.email)).toBeUndefined();
    // The squatter may try again, as anybody may.
    await createUser(squatter.userId, squatter.content, { ...later, now: new Date() }, store);
    expect((await userOf(squatter.userId)).attempt).toBe(2);
  });

  test('stays with an active account', async () => {
    const [ann, bob] = [await pending(), somebody()];
    await activate(ann.userId);
    const content = claim({ ...bob.content, email: ann.content.email });
    for (let time = 1; time <= MAX_REFUSALS + 2; time++) {
      await expect(createUser(bob.userId, content, later, store)).rejects.toMatchObject({
        refusal: 'conflict',
        reason: 'EmailTaken',
      });
    }
    expect(await holderOf(content.email)).toBe(ann.userId);
  });

  test('has one owner when its holder is activated at the same moment', async () => {
    const outcomes = new Set<string>();
    for (let round = 0; round < 15; round++) {
      const [squatter, owner] = [await pending(), somebody()];
      const content = claim({ ...owner.content, email: squatter.content.email });
      const [claimed, activated] = await Promise.allSettled([
        createUser(owner.userId, content, later, testStore(jitteryClient(6))),
        activate(squatter.userId),
      ]);
      expect(new Set([claimed.status, activated.status]).size).toBe(2);
      const winner = claimed.status === 'fulfilled' ? owner.userId : squatter.userId;
      expect(await holderOf(content.email)).toBe(winner);
      expect((await userOf(squatter.userId)).status).toBe(
        claimed.status === 'fulfilled' ? 'FAILED' : 'ACTIVE',
      );
      outcomes.add(claimed.status);
    }
    expect(outcomes.size).toBeGreaterThan(0);
  });

  test('has one owner when its holder expires, and others ask for it, at the same moment', async () => {
    for (let round = 0; round < 10; round++) {
      const [squatter, owner, other] = [await pending(), somebody(), somebody()];
      const email = squatter.content.email;
      const [claimed, , asked] = await Promise.allSettled([
        createUser(owner.userId, claim({ ...owner.content, email }), later, testStore(jitteryClient(6))),
        ends(squatter.userId),
        createUser(other.userId, { ...other.content, email }, later, testStore(jitteryClient(6))),
      ]);
      const holder = await holderOf(email);
      const winners = [owner, other].filter(({ userId }) => userId === holder);
      expect(winners).toHaveLength(1);
      expect(claimed.status).toBe(holder === owner.userId ? 'fulfilled' : 'rejected');
      if (holder === owner.userId && asked.status === 'fulfilled') {
        expect((await userOf(other.userId)).status).toBe('FAILED');
      }
    }
  });
});

test('an address is free that an account of the first version held on to after it expired', async () => {
  const [ann, bob] = [await pending(), somebody()];
  await transact(store.client, [
    endPending(await userOf(ann.userId), 'EXPIRED', context.now, store.users)[0] ?? {},
  ]);
  expect(await holderOf(ann.content.email)).toBe(ann.userId);
  await createUser(bob.userId, { ...bob.content, email: ann.content.email }, later, store);
  expect(await holderOf(ann.content.email)).toBe(bob.userId);
});

describe('refusals that tell of other people', () => {
  test('are few for each caller: then every address is refused alike, until the window ends', async () => {
    const [ann, eve] = [await pending(), somebody()];
    const ask = (email: string, now: Date) =>
      createUser(eve.userId, { ...eve.content, email }, { ...context, now }, store);
    for (let time = 1; time <= MAX_REFUSALS; time++) {
      await expect(ask(ann.content.email, context.now)).rejects.toMatchObject({ reason: 'EmailTaken' });
    }
    const free = `${randomUUID()}@example.com`;
    for (const email of [ann.content.email, free]) {
      await expect(ask(email, context.now)).rejects.toMatchObject({
        refusal: 'too-many',
        reason: 'TooManyAttempts',
      });
    }
    const afterwards = new Date(context.now.getTime() + 3_600_001);
    await expect(ask(ann.content.email, afterwards)).rejects.toMatchObject({ reason: 'EmailTaken' });
    expect((await ask(free, afterwards)).replayed).toBe(false);
  });

  test('are counted together when they come together', async () => {
    const [ann, eve] = [await pending(), somebody()];
    const results = await Promise.allSettled(
      Array.from({ length: 30 }, () =>
        createUser(eve.userId, ann.content, context, testStore(jitteryClient(30))),
      ),
    );
    expect(results.every(({ status }) => status === 'rejected')).toBe(true);
    const { refusals } = (await get(gateKey(eve.userId))) ?? {};
    expect(refusals).toBeGreaterThanOrEqual(MAX_REFUSALS);
  });
});
