import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from '@jest/globals';
import { emailKey, endPending, gateKey, LOCK_DAYS, releaseAddress } from '@orderflow/domain';
import { transact } from '@orderflow/idempotency';
import { jitteryClient } from '@orderflow/idempotency/testing';
import { completeSignup } from '../src/models/completeSignup.ts';
import { createUser } from '../src/models/createUser.ts';
import { eraseUser } from '../src/models/eraseUser.ts';
import { findUser } from '../src/models/users.ts';
import { context, later, somebody, store, testStore } from './testStore.ts';

const get = async (pk: string) =>
  (await store.client.send(new GetCommand({ TableName: store.users, Key: { pk }, ConsistentRead: true })))
    .Item;
const days = (count: number) => ({ ...later, now: new Date(later.now.getTime() + count * 86_400_000) });

async function member() {
  const person = somebody();
  await createUser(person.userId, person.content, context, store);
  return person;
}

describe('erasing a person', () => {
  test('leaves no name and no address, and announces it once however often it is asked for', async () => {
    const ada = await member();
    const erasedAt = later.now.toISOString();
    expect(await eraseUser(ada.userId, later, store)).toBe(erasedAt);
    expect(await findUser(ada.userId, store)).toBeUndefined();
    expect(await get(emailKey(ada.content.email))).toBeUndefined();
    const gate = await get(gateKey(ada.userId));
    expect(gate).toMatchObject({ erasedAt, event: { type: 'user.erased.v1' } });
    expect(JSON.stringify(gate)).not.toContain('@');
    expect(await eraseUser(ada.userId, days(1), store)).toBe(erasedAt);
    expect((await get(gateKey(ada.userId)))?.['event']).toEqual(gate?.['event']);
  });

  test('works for somebody without an account, too: there may be orders', async () => {
    const { userId } = somebody();
    await eraseUser(userId, later, store);
    expect(await get(gateKey(userId))).toMatchObject({ event: { type: 'user.erased.v1' } });
  });

  test('happens once when ten ask at once', async () => {
    const ada = await member();
    const at = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        eraseUser(
          ada.userId,
          { ...later, now: new Date(later.now.getTime() + index) },
          testStore(jitteryClient(20)),
        ),
      ),
    );
    expect(new Set(at)).toEqual(new Set([(await get(gateKey(ada.userId)))?.['erasedAt']]));
  });

  test('does not touch the address that somebody else has by now', async () => {
    const [ada, bob] = [await member(), somebody()];
    const user = await findUser(ada.userId, store);
    if (!user) throw new Error('no account');
    await transact(store.client, [
      ...endPending(user, 'EXPIRED', context.now, store.users),
      releaseAddress(user, store.users),
    ]);
    await createUser(bob.userId, { ...bob.content, email: ada.content.email }, context, store);
    await eraseUser(ada.userId, later, store);
    expect(await get(emailKey(ada.content.email))).toMatchObject({ userId: bob.userId });
  });
});

describe('after an erasure', () => {
  test('nothing that is still under way brings the account back, nor does its person for a while', async () => {
    const ada = await member();
    const sent = {
      userId: ada.userId,
      ...ada.content,
      correlationId: 'c',
      requestedAt: context.now.toISOString(),
    };
    await eraseUser(ada.userId, later, store);
    expect(await completeSignup(sent, days(28), store)).toBe('AccountErased');
    await expect(createUser(ada.userId, ada.content, days(LOCK_DAYS - 1), store)).rejects.toMatchObject({
      refusal: 'conflict',
      reason: 'AccountErased',
    });
    expect(await findUser(ada.userId, store)).toBeUndefined();
  });

  test('its person signs up anew later, and may be erased again: other events, other numbers', async () => {
    const ada = await member();
    await eraseUser(ada.userId, later, store);
    const first = await get(gateKey(ada.userId));
    expect((await createUser(ada.userId, ada.content, days(LOCK_DAYS + 1), store)).replayed).toBe(false);
    expect(await findUser(ada.userId, store)).toMatchObject({ attempt: 2 });
    await eraseUser(ada.userId, days(LOCK_DAYS + 2), store);
    const second = await get(gateKey(ada.userId));
    expect(second?.['event'].id).not.toBe(first?.['event'].id);
    expect(await findUser(ada.userId, store)).toBeUndefined();
  });

  test('at the same moment as a sign-up, either comes first, and nothing is left half', async () => {
    for (let round = 0; round < 10; round++) {
      const ada = somebody();
      const [signedUp] = await Promise.allSettled([
        createUser(ada.userId, ada.content, later, testStore(jitteryClient(10))),
        eraseUser(ada.userId, later, testStore(jitteryClient(10))),
      ]);
      expect(await findUser(ada.userId, store)).toBeUndefined();
      expect(await get(emailKey(ada.content.email))).toBeUndefined();
      if (signedUp.status === 'rejected') expect(signedUp.reason).toMatchObject({ reason: 'AccountErased' });
    }
  });
});
