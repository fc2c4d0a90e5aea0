import { describe, expect, test } from '@jest/globals';
import { createUser } from '../src/models/createUser.ts';
import { getUser, renameUser } from '../src/models/users.ts';
import { context, somebody, store } from './testStore.ts';

const unknown = { refusal: 'not-found' };

describe('an account', () => {
  test('is unknown before it is created', async () => {
    const { userId } = somebody();
    await expect(getUser(userId, store)).rejects.toMatchObject(unknown);
    await expect(renameUser(userId, 'Ann', store)).rejects.toMatchObject(unknown);
    await expect(getUser(userId, store)).rejects.toMatchObject(unknown);
  });

  test.each(['', 'x'.repeat(129), 'x'.repeat(5_000)])(
    'is unknown under an id that nobody can have',
    async (id) => {
      await expect(getUser(id, store)).rejects.toMatchObject(unknown);
    },
  );

  test('can be renamed, and stays the same otherwise', async () => {
    const { userId, content } = somebody();
    const { user } = await createUser(userId, content, context, store);
    expect(await renameUser(userId, 'Anna', store)).toEqual({ ...user, name: 'Anna' });
    expect(await getUser(userId, store)).toEqual({ ...user, name: 'Anna' });
  });

  test('is not found under an e-mail address', async () => {
    const { userId, content } = somebody();
    await createUser(userId, content, context, store);
    await expect(getUser(content.email, store)).rejects.toMatchObject(unknown);
  });
});
