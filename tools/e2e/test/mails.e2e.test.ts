import { afterEach, expect, test } from '@jest/globals';
import { eventually, inParallel, mailbox, Person, send, urlOf } from '../src/index.ts';

/** More than SES takes in two seconds. */
const PEOPLE = 40;
const SES_PER_SECOND = 14;
const WRONG_SENDER_MS = 5_000;

const faults = (method: 'POST' | 'DELETE', body?: object) =>
  fetch(urlOf('/local/mailbox/faults'), { method, body: JSON.stringify(body) });

afterEach(async () => {
  await faults('DELETE');
});

const addressOf = ({ sub }: Person) => `${sub}@example.com`;
const codeIn = (text: string | null) => /Your code: (\S+)/.exec(text ?? '')?.[1] ?? '';

test('people who sign up all at once, while SES refuses the sender and then takes 14 a second, all become active', async () => {
  await faults('POST', { fault: 'sender' });
  await faults('POST', { perSecond: SES_PER_SECOND });
  const people = Array.from({ length: PEOPLE }, () => new Person());
  await inParallel(PEOPLE, 8, async (index) => {
    const person = people[index] as Person;
    const answer = await person.post('/signup', { email: addressOf(person), name: 'Ada' });
    expect(answer.status).toBe(202);
  });
  // All of them wait for their mail and none has failed by the time the sender is verified.
  await inParallel(PEOPLE, 4, async (index) => {
    const person = people[index] as Person;
    await eventually(async () => {
      const { body } = await person.get<{ status: string; step: string }>(`/onboarding/${person.sub}`);
      expect(body).toMatchObject({ status: 'ONBOARDING', step: 'CreateWorkspace' });
    }, 60);
  });
  await new Promise((resolve) => setTimeout(resolve, WRONG_SENDER_MS));
  const mine = async () => {
    const addresses = new Set(people.map(addressOf));
    return (await mailbox()).filter(({ to }) => addresses.has(to));
  };
  expect(await mine()).toEqual([]);
  await faults('DELETE');
  await faults('POST', { perSecond: SES_PER_SECOND });

  await eventually(async () => expect(new Set((await mine()).map(({ to }) => to)).size).toBe(PEOPLE), 120);
  const mails = await mine();
  await inParallel(PEOPLE, 4, async (index) => {
    const mail = mails.find(({ to }) => to === addressOf(people[index] as Person));
    const { status } = await send('POST', '/onboarding/confirm', {
      body: { code: codeIn(mail?.text ?? '') },
    });
    expect(status).toBe(200);
  });
  await inParallel(PEOPLE, 4, (index) =>
    eventually(
      async () =>
        expect((await (people[index] as Person).get('/users/me')).body).toMatchObject({ status: 'ACTIVE' }),
      60,
    ),
  );
  expect(await mine()).toHaveLength(PEOPLE);
}, 300_000);

test('a mail that SES will never send ends that onboarding, and says why', async () => {
  const person = new Person();
  await faults('POST', { fault: 'content', match: person.sub });
  await person.post('/signup', { email: addressOf(person), name: 'Ada' });
  await eventually(async () => {
    const { body } = await person.get<{ status: string; history: object[] }>(`/onboarding/${person.sub}`);
    expect(body.status).toBe('FAILED');
    expect(body.history.at(-1)).toMatchObject({ step: 'Compensate', reason: 'MailRefusedError' });
  }, 60);
}, 90_000);
