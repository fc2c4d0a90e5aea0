import { describe, expect, test } from '@jest/globals';
import { contendedClient, countingClient } from '@orderflow/idempotency/testing';
import { createUser } from '../src/models/createUser.ts';
import { getUser, renameUser } from '../src/models/users.ts';
import { context, later, somebody, store, testStore } from './testStore.ts';

const conflict = (message: string) => ({ refusal: 'conflict', message });
const taken = conflict('This e-mail address is taken');

describe('creating an account', () => {
  test('makes it for its person, about to be onboarded', async () => {
    const { userId, content } = somebody();
    const { user, replayed } = await createUser(userId, content, context, store);
    expect(replayed).toBe(false);
    expect(user).toEqual({
      userId,
      ...content,
      status: 'ONBOARDING',
      createdAt: '2026-11-20T08:00:00.000Z',
    });
    expect(await getUser(userId, store)).toEqual(user);
  });

  test('again is answered as it was the first time, also after a change of name', async () => {
    const { userId, content } = somebody();
    const { user } = await createUser(userId, content, context, store);
    await renameUser(userId, 'Anna', store);
    expect(await createUser(userId, content, later, store)).toEqual({ user, replayed: true });
    expect(await getUser(userId, store)).toEqual({ ...user, name: 'Anna' });
  });

  test('again with other details is a conflict, and changes nothing', async () => {
    const { userId, content } = somebody();
    const { user } = await createUser(userId, content, context, store);
    const others = [
      { ...content, name: 'Anna' },
      { ...content, email: `new-${content.email}` },
      { ...content, email: content.email.toUpperCase() },
    ];
    for (const other of others) {
      await expect(createUser(userId, other, later, store)).rejects.toMatchObject(
        conflict('You have an account with other details already'),
      );
    }
    expect(await getUser(userId, store)).toEqual(user);
    const heir = somebody();
    const freed = { ...heir.content, email: `new-${content.email}` };
    expect((await createUser(heir.userId, freed, later, store)).replayed).toBe(false);
  });

  test('with the address of somebody else is a conflict, in whatever case it is written', async () => {
    const { content } = somebody();
    await createUser(somebody().userId, content, context, store);
    for (const email of [content.email, content.email.toUpperCase()]) {
      const { userId } = somebody();
      await expect(createUser(userId, { ...content, email }, context, store)).rejects.toMatchObject(taken);
      await expect(getUser(userId, store)).rejects.toMatchObject({ refusal: 'not-found' });
    }
  });

  test('20 times at once makes one account, and replays it 19 times', async () => {
    const { userId, content } = somebody();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        createUser(userId, content, { ...context, now: new Date(context.now.getTime() + index) }, store),
      ),
    );
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(new Set(answers.map(({ user }) => JSON.stringify(user))).size).toBe(1);
    expect(await getUser(userId, store)).toEqual(answers[0]?.user);
  });

  test('gives an address to one of 20 people who ask for it at once', async () => {
    const { content } = somebody();
    const people = Array.from({ length: 20 }, () => somebody().userId);
    const results = await Promise.allSettled(
      people.map((userId) => createUser(userId, content, context, store)),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    for (const reason of refused) expect(reason).toMatchObject(taken);
  });

  test('costs one call, and so does a replay', async () => {
    const { client, requests } = countingClient();
    const { userId, content } = somebody();
    await createUser(userId, content, context, testStore(client));
    expect(requests).toHaveLength(1);
    expect((await createUser(userId, content, later, testStore(client))).replayed).toBe(true);
    expect(requests).toHaveLength(2);
  });

  test('is tried again while others write to the same items', async () => {
    const { userId, content } = somebody();
    const { client, conflicts } = contendedClient(2);
    expect((await createUser(userId, content, context, testStore(client))).replayed).toBe(false);
    expect(conflicts()).toBe(2);
    const { userId: other, content: theirs } = somebody();
    await expect(
      createUser(other, theirs, context, testStore(contendedClient(8).client)),
    ).rejects.toMatchObject({
      name: 'BusyError',
    });
  });
});
