import type { Scenario, Stage } from '../sweep/scenario.ts';

const ann = {
  sub: 'ann',
  headers: { 'x-correlation-id': 'c-ann' },
  body: { email: 'ann@example.com', name: 'Ann' },
};
const annExists = async ({ platform }: Stage) => void (await platform.request('POST /users', ann));
const signUps = async ({ platform }: Stage, ...bodies: object[]) => {
  await platform.queue('signup').send(bodies.map((body) => JSON.stringify(body)));
};
const signUp = (userId: string) => ({
  userId,
  email: `${userId}@example.com`,
  name: userId,
  correlationId: `c-${userId}`,
});

export const scenarios: Scenario[] = [
  { handler: 'users/createUser', when: ({ platform }) => platform.request('POST /users', ann) },
  {
    handler: 'users/createUser',
    name: 'e-mail taken',
    given: annExists,
    when: ({ platform }) => platform.request('POST /users', { ...ann, sub: 'eve' }),
  },
  {
    handler: 'users/createUser',
    name: 'by the owner of an address that a pending account has',
    given: annExists,
    when: ({ platform }) => platform.request('POST /users', { ...ann, sub: 'owner', email: ann.body.email }),
  },
  {
    handler: 'users/createUser',
    name: 'anew',
    given: async (stage) => {
      await annExists(stage);
      await stage.platform.task('onboarding/validate', { userId: 'ann' });
      await stage.platform.task('onboarding/expire', { userId: 'ann', correlationId: 'c-ann' });
    },
    when: ({ platform }) => platform.request('POST /users', ann),
  },
  {
    handler: 'users/getUser',
    given: annExists,
    when: ({ platform }) => platform.request('GET /users/me', { sub: 'ann', headers: ann.headers }),
  },
  {
    handler: 'users/updateUser',
    given: annExists,
    when: ({ platform }) => platform.request('PATCH /users/me', { ...ann, body: { name: 'Anna' } }),
  },
  { handler: 'users/requestSignup', when: ({ platform }) => platform.request('POST /signup', ann) },
  {
    handler: 'users/completeSignup',
    given: (stage) => signUps(stage, signUp('ann'), signUp('bob'), signUp('ann')),
    when: ({ platform }) => platform.drainQueue('users/completeSignup'),
  },
  {
    handler: 'users/completeSignup',
    name: 'e-mail taken',
    given: (stage) => signUps(stage, signUp('ann'), { ...signUp('bob'), email: 'ann@example.com' }),
    when: ({ platform }) => platform.drainQueue('users/completeSignup'),
  },
  {
    handler: 'users/completeSignup',
    name: 'poison among them',
    given: (stage) => signUps(stage, signUp('ann'), { userId: 'x' }),
    when: ({ platform }) => platform.drainQueue('users/completeSignup'),
  },
  {
    handler: 'users/publishEvents',
    given: (stage) => annExists(stage),
    when: ({ platform }) => platform.drainStream('users/publishEvents'),
  },
  {
    handler: 'users/eraseUser',
    given: annExists,
    when: ({ platform }) => platform.request('DELETE /users/me', { sub: 'ann', headers: ann.headers }),
  },
  {
    handler: 'users/eraseUser',
    name: 'who has no account',
    when: ({ platform }) => platform.request('DELETE /users/me', { sub: 'ann', headers: ann.headers }),
  },
  {
    handler: 'users/exportUser',
    given: async (stage) => {
      await annExists(stage);
      const order = { currency: 'EUR', lines: [{ sku: 'tea', quantity: 1, unitPrice: 250 }] };
      const headers = { ...ann.headers, 'idempotency-key': 'k1' };
      await stage.platform.request('POST /orders', {
        sub: 'ann',
        scope: 'orders:price',
        headers,
        body: order,
      });
    },
    when: ({ platform }) => platform.request('GET /users/me/export', { sub: 'ann', headers: ann.headers }),
  },
];
