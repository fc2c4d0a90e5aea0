import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { depth, eventually, inParallel, listen, mailbox, Person, send, urlOf } from '../src/index.ts';

interface Onboarding {
  userId: string;
  status: string;
  step: string;
  startedAt: string;
  history: { step: string; at: string; outcome: string; reason?: string }[];
}

const operator = new Person('operator', 'onboarding:write users:read');
const addressOf = ({ sub }: Person) => `${sub}@example.com`;

const mailsTo = async (address: string) => (await mailbox()).filter(({ to }) => to === address);

const signUp = (person: Person, email = addressOf(person)) => person.post('/signup', { email, name: 'Ada' });

const onboardingOf = async (person: Person) =>
  (await person.get<Onboarding>(`/onboarding/${person.sub}`)).body;

const confirm = (code: string) =>
  send<{ userId: string; status: string }>('POST', '/onboarding/confirm', { body: { code } });

/** The code of a person's newest mail, once there are this many. It is read from the mail's link, as a browser does. */
const codeOf = (person: Person, count = 1) =>
  eventually(async () => {
    const mails = await mailsTo(addressOf(person));
    expect(mails).toHaveLength(count);
    const link = /https?:\/\/\S+/.exec(mails.at(-1)?.text ?? '')?.[0] ?? '';
    return new URL(link).searchParams.get('code') ?? '';
  });

const until = (person: Person, status: string, seconds: number) =>
  eventually(async () => {
    const onboarding = await onboardingOf(person);
    expect(onboarding.status).toBe(status);
    return onboarding;
  }, seconds);

/** The events about a person, once there are this many. */
async function eventsAbout({ sub }: Person, listener: Awaited<ReturnType<typeof listen>>, count: number) {
  const types: string[] = [];
  await eventually(async () => {
    types.push(...(await listener.events()).filter(({ subject }) => subject === sub).map(({ type }) => type));
    expect(types).toHaveLength(count);
  });
  return types.sort();
}

// Each test has its own people: the tests wait at the same time.
describe('a person who signs up', () => {
  test.concurrent('gets a mail, confirms with its link, and is active; each step has its time', async () => {
    const listener = await listen();
    const ada = new Person();
    expect((await signUp(ada)).status).toBe(202);
    const code = await codeOf(ada);
    expect(await confirm(code)).toMatchObject({ status: 200, body: { userId: ada.sub } });
    const { startedAt, step, history } = await until(ada, 'ACTIVE', 20);

    expect(step).toBe('Activate');
    expect(history.map(({ step, outcome }) => `${step} ${outcome}`)).toEqual([
      'Validate DONE',
      'CreateWorkspace DONE',
      'SendWelcome DONE',
      'WaitForConfirmation CONFIRMED',
      'Activate DONE',
    ]);
    for (const { at } of history) expect(Date.parse(at)).toBeGreaterThanOrEqual(Date.parse(startedAt));
    expect(await ada.get('/users/me')).toMatchObject({ body: { status: 'ACTIVE' } });
    expect((await confirm(code)).status).toBe(404);
    expect(await eventsAbout(ada, listener, 3)).toEqual([
      'onboarding.completed.v1',
      'user.activated.v1',
      'user.created.v1',
    ]);
    const [mail] = await mailsTo(addressOf(ada));
    expect(mail?.html).toContain(encodeURIComponent(code));
  });

  test.concurrent('and does not confirm is reminded once, then expires; the codes are worth nothing after', async () => {
    const listener = await listen();
    const ada = new Person();
    await signUp(ada);
    const first = await codeOf(ada);
    const { history } = await until(ada, 'EXPIRED', 130);
    const second = await codeOf(ada, 2);
    expect((await mailsTo(addressOf(ada)))[1]?.subject).toMatch(/^Reminder/);
    expect(history.slice(3).map(({ step, outcome }) => `${step} ${outcome}`)).toEqual([
      'WaitForConfirmation TIMED_OUT',
      'SendReminder DONE',
      'WaitAfterReminder TIMED_OUT',
      'Expire DONE',
    ]);
    expect(await ada.get('/users/me')).toMatchObject({ body: { status: 'EXPIRED' } });
    for (const code of [first, second]) expect((await confirm(code)).status).toBe(404);
    expect(await eventsAbout(ada, listener, 2)).toEqual(['onboarding.failed.v1', 'user.created.v1']);

    // The address is free again: its owner takes it, and the same person signs up again with another one.
    const owner = new Person();
    expect((await owner.post('/users', { email: addressOf(ada), name: 'Owner' })).status).toBe(201);
    const email = `again-${addressOf(ada)}`;
    expect(await ada.post('/users', { email, name: 'Ada' })).toMatchObject({ status: 201 });
    const third = await eventually(async () => {
      const [mail] = await mailsTo(email);
      return new URL(/https?:\/\/\S+/.exec(mail?.text ?? '')?.[0] ?? '').searchParams.get('code') ?? '';
    });
    expect((await confirm(third)).status).toBe(200);
    await until(ada, 'ACTIVE', 20);
    expect(await mailsTo(email)).toHaveLength(1);
    expect(await eventsAbout(ada, listener, 3)).toEqual([
      'onboarding.completed.v1',
      'user.activated.v1',
      'user.created.v1',
    ]);
  }, 180_000);

  test.concurrent('and is reminded may still use the code of the first mail', async () => {
    const ada = new Person();
    await signUp(ada);
    const first = await codeOf(ada);
    await eventually(async () => expect((await onboardingOf(ada)).step).toBe('WaitAfterReminder'), 110);
    // A code of the first mail is valid through both waits.
    expect(await confirm(first)).toMatchObject({ status: 200, body: { userId: ada.sub } });
    await until(ada, 'ACTIVE', 20);
    expect((await confirm(await codeOf(ada, 2))).status).toBe(404);
  }, 150_000);

  test.concurrent('with a role mailbox can have no workspace: the onboarding fails and leaves nothing behind', async () => {
    const listener = await listen();
    const ada = new Person();
    const address = `postmaster@${ada.sub}.example.com`;
    await signUp(ada, address);
    await eventually(async () =>
      expect(await ada.get('/users/me')).toMatchObject({ body: { status: 'FAILED' } }),
    );
    const { step, history } = await onboardingOf(ada);
    expect(step).toBe('Compensate');
    expect(history).toMatchObject([
      { step: 'Validate', outcome: 'DONE' },
      { step: 'Compensate', outcome: 'FAILED', reason: 'WorkspaceRefusedError' },
    ]);
    expect(await eventsAbout(ada, listener, 2)).toEqual(['onboarding.failed.v1', 'user.created.v1']);
    expect(await mailsTo(address)).toEqual([]);
    // Started again by hand, it fails again, as an onboarding of its own.
    const started = await operator.post<{ executionArn: string }>('/onboarding/start', { userId: ada.sub });
    expect(started.status).toBe(202);
    expect(await eventsAbout(ada, listener, 2)).toEqual(['onboarding.failed.v1', 'user.created.v1']);
    await until(ada, 'FAILED', 20);
  });
});

describe('an address', () => {
  test.concurrent('goes from a pending account to whose token proves it, at once; the account ends', async () => {
    const squatter = new Person();
    const address = addressOf(squatter);
    await signUp(squatter);
    await eventually(async () => expect((await onboardingOf(squatter)).step).toBe('WaitForConfirmation'));
    const code = await codeOf(squatter);

    const owner = new Person(undefined, '', address.toUpperCase());
    expect(await owner.post('/users', { email: address, name: 'Owner' })).toMatchObject({
      status: 201,
      body: { email: address, status: 'ONBOARDING' },
    });
    await eventually(async () =>
      expect(await onboardingOf(squatter)).toMatchObject({ status: 'FAILED', step: 'Compensate' }),
    );
    expect((await onboardingOf(squatter)).history.at(-1)).toMatchObject({ reason: 'AddressClaimedError' });
    expect((await confirm(code)).status).toBe(404);
    expect((await confirm(await codeOf(squatter, 2))).status).toBe(200);
    await until(owner, 'ACTIVE', 20);
    expect(
      await new Person(undefined, '', address).post('/users', { email: address, name: 'Third' }),
    ).toMatchObject({ status: 409 });
  });

  test.concurrent('other than the one that the token proves is refused, at once and by its field', async () => {
    const ada = new Person(undefined, '', 'ada@example.com');
    for (const path of ['/users', '/signup']) {
      expect(await ada.post(path, { email: 'eve@example.com', name: 'Ada' })).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '/email' }] },
      });
    }
  });

  test.concurrent('that is taken: a sign-up through the queue says so where its person looks', async () => {
    const [ada, eve] = [new Person(), new Person()];
    await ada.post('/users', { email: addressOf(ada), name: 'Ada' });
    expect((await eve.post('/signup', { email: addressOf(ada), name: 'Eve' })).status).toBe(202);
    await eventually(async () =>
      expect(await eve.get(`/onboarding/${eve.sub}`)).toMatchObject({
        status: 200,
        body: { status: 'FAILED', step: 'Start', history: [{ step: 'Validate', reason: 'EmailTaken' }] },
      }),
    );
    expect((await eve.get('/users/me')).status).toBe(404);
  });

  test.concurrent('that is taken is asked for a few times only', async () => {
    const [ada, eve] = [new Person(), new Person()];
    await ada.post('/users', { email: addressOf(ada), name: 'Ada' });
    const statuses: number[] = [];
    for (let time = 1; time <= 6; time++) {
      const answer = await eve.post('/users', { email: addressOf(ada), name: 'Eve' });
      statuses.push(answer.status);
      if (answer.status === 429) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect(statuses).toEqual([409, 409, 409, 409, 409, 429]);
    expect((await eve.post('/users', { email: addressOf(eve), name: 'Eve' })).status).toBe(429);
  });
});

describe('the API of onboarding', () => {
  test('knows no code that it did not send, and takes one once however often it comes', async () => {
    expect((await confirm(randomUUID())).status).toBe(404);
    expect((await confirm('')).status).toBe(422);
    const ada = new Person();
    await signUp(ada);
    const code = await codeOf(ada);
    const answers = await Promise.all(Array.from({ length: 10 }, () => confirm(code)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(404)]);
  });

  test('starts an onboarding by hand, which is the one that the sign-up started', async () => {
    const ada = new Person();
    await ada.post('/users', { email: addressOf(ada), name: 'Ada' });
    const starts = await Promise.all(
      [1, 2, 3].map(() => operator.post<{ executionArn: string }>('/onboarding/start', { userId: ada.sub })),
    );
    for (const { status } of starts) expect(status).toBe(202);
    expect(new Set(starts.map(({ body }) => body.executionArn)).size).toBe(1);
    await confirm(await codeOf(ada));
    await until(ada, 'ACTIVE', 20);
    const again = await operator.post<{ executionArn: string }>('/onboarding/start', { userId: ada.sub });
    expect(again).toMatchObject({ status: 202, body: starts[0]?.body });
    expect(await mailsTo(addressOf(ada))).toHaveLength(1);
    expect((await operator.post('/onboarding/start', { userId: randomUUID() })).status).toBe(404);
    expect((await ada.post('/onboarding/start', { userId: ada.sub })).status).toBe(403);
  });

  test('shows an onboarding to its person and to operators only', async () => {
    const [ada, eve] = [new Person(), new Person()];
    await ada.post('/users', { email: addressOf(ada), name: 'Ada' });
    const path = `/onboarding/${ada.sub}`;
    expect(await ada.get(path)).toMatchObject({
      status: 200,
      body: { userId: ada.sub, status: 'ONBOARDING' },
    });
    expect((await operator.get(path)).status).toBe(200);
    expect((await eve.get(path)).status).toBe(404);
    expect((await operator.get('/onboarding/nobody')).status).toBe(404);
  });

  test('gives the link of a mail a page that posts its code', async () => {
    const page = await fetch(urlOf('/onboarding/confirm?code=x'));
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.text()).toContain('<button');
  });
});

test('500 sign-ups at once are 500 onboardings with one welcome mail each', async () => {
  const people = Array.from({ length: 500 }, () => new Person());
  const answers = await inParallel(500, 20, (index) => signUp(people[index] as Person));
  expect(answers.filter(({ status }) => status !== 202)).toEqual([]);
  await inParallel(500, 10, (index) =>
    eventually(async () => {
      const { history } = await onboardingOf(people[index] as Person);
      expect(history.map(({ step }) => step)).toContain('WaitForConfirmation');
    }, 480),
  );
  const addresses = new Set(people.map(addressOf));
  const welcomed = (await mailbox())
    .filter(({ to, subject }) => addresses.has(to) && subject.startsWith('Welcome'))
    .map(({ to }) => to);
  expect(welcomed).toHaveLength(500);
  expect(new Set(welcomed).size).toBe(500);
  for (const dlq of ['signup-dlq', 'onboarding-dlq', 'stream-failures']) {
    expect([dlq, await depth(dlq)]).toEqual([dlq, { waiting: 0, inFlight: 0 }]);
  }
}, 600_000);
