import { describe, expect, test } from '@jest/globals';
import { eventually, Person } from '../src/index.ts';

const account = (person: Person) => ({ email: `${person.sub}@example.com`, name: 'Ada Lovelace' });

describe('accounts', () => {
  test('creating the same account again replays the original answer', async () => {
    const ada = new Person();
    const first = await ada.post('/users', account(ada));
    await ada.call('PATCH', '/users/me', { body: { name: 'Countess' } });
    const again = await ada.post('/users', account(ada));
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect((await ada.get('/users/me')).body).toMatchObject({ name: 'Countess' });
  });

  test('other content for the same person, or an address that somebody has, is 409', async () => {
    const [ada, eve] = [new Person(), new Person()];
    await ada.post('/users', account(ada));
    expect((await ada.post('/users', { ...account(ada), name: 'Other' })).status).toBe(409);
    const taken = { email: account(ada).email.toUpperCase(), name: 'Eve' };
    expect(await eve.post('/users', taken)).toMatchObject({
      status: 409,
      body: { detail: 'This e-mail address is taken' },
    });
    expect((await eve.get('/users/me')).status).toBe(404);
  });

  test('a sign-up is accepted at once and done by the queue', async () => {
    const ada = new Person();
    const accepted = await ada.post('/signup', account(ada));
    expect(accepted).toMatchObject({ status: 202, body: { status: 'accepted', userId: ada.sub } });
    await eventually(async () => {
      expect(await ada.get('/users/me')).toMatchObject({
        status: 200,
        body: { ...account(ada), userId: ada.sub },
      });
    });
  });

  test("another person's account is 404 without the scope users:read", async () => {
    const [ada, eve] = [new Person(), new Person()];
    await ada.post('/users', account(ada));
    expect((await eve.get(`/users/${ada.sub}`)).status).toBe(404);
    expect((await ada.get(`/users/${ada.sub}`)).status).toBe(200);
    expect((await new Person('support', 'users:read').get(`/users/${ada.sub}`)).status).toBe(200);
  });
});
