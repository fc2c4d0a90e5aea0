import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { endPending, newUserItem, openAccount, outboxEvent, type UserItem } from '@orderflow/domain';
import { transact } from '@orderflow/idempotency';
import type { Subject } from '../src/lib/workflow.ts';
import { activate } from '../src/models/activate.ts';
import { awaitConfirmation } from '../src/models/awaitConfirmation.ts';
import { issueCode } from '../src/models/codes.ts';
import { confirm } from '../src/models/confirm.ts';
import { createWorkspace } from '../src/models/createWorkspace.ts';
import { compensate, expire } from '../src/models/endOnboarding.ts';
import { eraseOnboarding } from '../src/models/eraseOnboarding.ts';
import { getOnboarding } from '../src/models/getOnboarding.ts';
import { type Attempt, findOnboarding } from '../src/models/onboarding.ts';
import { reopen } from '../src/models/reopen.ts';
import { sendMail } from '../src/models/sendMail.ts';
import { validate } from '../src/models/validate.ts';
import { findWorkspace } from '../src/models/workspace.ts';
import { at, holderOf, NOW, newcomer, stateOf, store, testStore, userOf } from './testOnboarding.ts';
import { onboard } from './workflow.ts';

jest.spyOn(process.stdout, 'write').mockReturnValue(true);
beforeAll(() => {
  const { onboarding, users, seen } = store;
  Object.assign(process.env, { ONBOARDING_TABLE: onboarding, USERS_TABLE: users, SEEN_TABLE: seen });
});

const context = { correlationId: 'c-test', now: NOW };
const later = { correlationId: 'c-later', now: at(1_000_000) };
const notOnboarding = { name: 'NotOnboardingError' };
const wake = async () => undefined;

/** Somebody whose first onboarding expired, and who has signed up again. */
async function again() {
  const first = await newcomer();
  const { mails } = await onboard(first);
  const oldCode = /Your code: (\S+)/.exec(mails[0]?.text ?? '')?.[1] ?? '';
  const second = await reopen(await userOf(first.userId), later, store);
  return { first, second, userId: first.userId, oldCode };
}

describe('whoever signs up anew', () => {
  test('is onboarded like anybody, with mails and a workspace of the new sign-up', async () => {
    const { second, userId } = await again();
    expect(second).toMatchObject({ attempt: 2, status: 'ONBOARDING' });
    expect(await getOnboarding(userId, store)).toMatchObject({
      status: 'ONBOARDING',
      step: 'Start',
      history: [],
    });
    const { mails, error } = await onboard(second, { confirms: 'WaitForConfirmation' });
    expect({ mails: mails.length, error }).toEqual({ mails: 1, error: undefined });
    expect(await userOf(userId)).toMatchObject({ status: 'ACTIVE', attempt: 2 });
    expect(await stateOf(userId)).toMatchObject({ status: 'ACTIVE', attempt: 2 });
    expect(await findWorkspace(userId, store)).toHaveLength(4);
  });

  test('is left alone by every late step of the old onboarding, and by its codes', async () => {
    const { first, second, userId, oldCode } = await again();
    await validate(second, NOW, store);
    const before = [await stateOf(userId), await userOf(userId), await findWorkspace(userId, store)];
    const old: Attempt = { userId, attempt: 1 };
    const late: Record<string, () => Promise<unknown>> = {
      validate: () => validate(old, NOW, store),
      createWorkspace: () => createWorkspace(old, NOW, store),
      sendWelcome: () => sendMail(old, 'SendWelcome', NOW, store, () => Promise.reject(new Error('sent'))),
      wait: () => awaitConfirmation(old, 'WaitForConfirmation', 'token', NOW, store, wake),
      sendReminder: () => sendMail(old, 'SendReminder', NOW, store, () => Promise.reject(new Error('sent'))),
      activate: () => activate(old, context, store),
      expire: () => expire(old, context, store),
    };
    for (const [name, step] of Object.entries(late)) {
      await expect(step().then(() => name)).rejects.toMatchObject(notOnboarding);
    }
    await compensate(old, 'States.Timeout', context, store);
    await expect(confirm(oldCode, NOW, store, wake)).rejects.toMatchObject({ refusal: 'not-found' });
    expect([await stateOf(userId), await userOf(userId), await findWorkspace(userId, store)]).toEqual(before);
    expect(await holderOf(first.email)).toBe(userId);
  });

  test('has events of new ids, so that nobody takes them for the old ones', async () => {
    const { first, second } = await again();
    await onboard(second);
    const { event } = await stateOf(first.userId);
    expect(second.event.id).not.toBe(first.event.id);
    expect(event?.id).not.toBe(outboxEvent('onboarding.failed.v1', first.userId, context).id);
  });
});

describe('opening an account again by hand', () => {
  test('happens once, however many ask at once', async () => {
    const ada = await newcomer();
    await validate(ada, NOW, store);
    await compensate(ada, 'MailRefusedError', context, store);
    const ended = await userOf(ada.userId);
    const opened = await Promise.all(Array.from({ length: 8 }, () => reopen(ended, later, testStore())));
    expect(new Set(opened.map(({ attempt }) => attempt))).toEqual(new Set([2]));
  });

  test('is refused when somebody else has the address by now', async () => {
    const ada = await newcomer();
    await validate(ada, NOW, store);
    await expire(ada, context, store);
    expect(await holderOf(ada.email)).toBeUndefined();
    const bob = newUserItem(randomUUID(), { email: ada.email, name: 'Bob' }, context);
    await transact(store.client, openAccount(bob, { table: store.users, now: NOW }));
    await expect(reopen(await userOf(ada.userId), later, store)).rejects.toMatchObject({
      refusal: 'conflict',
    });
    expect(await holderOf(ada.email)).toBe(bob.userId);
  });
});

/** What the users service does when a token proves that the address is somebody else's. */
async function supersede(user: UserItem): Promise<void> {
  await transact(store.client, endPending(user, 'FAILED', NOW, store.users, user.event));
}

describe('an account that lost its address', () => {
  test('is written to no more, and ends when its onboarding hears of it', async () => {
    const ada = await newcomer();
    await validate(ada, NOW, store);
    await createWorkspace(ada, NOW, store);
    await supersede(ada);
    const send = async () => {
      throw new Error('sent');
    };
    await expect(sendMail(ada, 'SendWelcome', NOW, store, send)).rejects.toMatchObject(notOnboarding);
    await compensate(ada, 'AddressClaimedError', context, store);
    await compensate(ada, 'AddressClaimedError', context, store);
    expect(await getOnboarding(ada.userId, store)).toMatchObject({
      status: 'FAILED',
      step: 'Compensate',
      history: [{ step: 'Validate' }, { step: 'CreateWorkspace' }, { reason: 'AddressClaimedError' }],
    });
    expect(await findWorkspace(ada.userId, store)).toEqual([]);
  });

  test('does not fail its execution, whatever step it is at: nobody has to look into it', async () => {
    const ada = await newcomer();
    await supersede(ada);
    expect((await onboard(ada)).error).toBeUndefined();
    const bob = await newcomer();
    await validate(bob, NOW, store);
    await supersede(bob);
    const { error, mails } = await onboard(bob);
    expect({ error, mails }).toEqual({ error: undefined, mails: [] });
  });

  test('that signs up anew at once waits for the end of the old onboarding', async () => {
    const ada = await newcomer();
    await validate(ada, NOW, store);
    await createWorkspace(ada, NOW, store);
    await supersede(ada);
    const second = await reopen(await userOf(ada.userId), later, store);
    await expect(validate(second, NOW, store)).rejects.toThrow('has not ended yet');
    await compensate(ada, 'AddressClaimedError', context, store);
    await validate(second, NOW, store);
    await createWorkspace(second, NOW, store);
    expect(await findWorkspace(ada.userId, store)).toHaveLength(4);
    expect((await userOf(ada.userId)).status).toBe('ONBOARDING');
  });

  test('meets its confirmation at the same moment, and one of the two has it', async () => {
    for (let round = 0; round < 10; round++) {
      const ada = await newcomer();
      await validate(ada, NOW, store);
      const code = await issueCode(ada, at(60), store);
      await confirm(code, NOW, store, wake, wake);
      const [active, lost] = await Promise.allSettled([activate(ada, context, testStore()), supersede(ada)]);
      expect(new Set([active.status, lost.status]).size).toBe(2);
      expect((await userOf(ada.userId)).status).toBe(active.status === 'fulfilled' ? 'ACTIVE' : 'FAILED');
    }
  });
});

describe('erasing', () => {
  const stopped: Attempt[] = [];
  const stop = async (who: Attempt) => void stopped.push(who);

  test('leaves nothing of an onboarding, stops its execution, and may be repeated', async () => {
    const ada = await newcomer();
    await validate(ada, NOW, store);
    await createWorkspace(ada, NOW, store);
    await eraseOnboarding(ada.userId, at(1).toISOString(), store, stop);
    expect(stopped).toMatchObject([{ userId: ada.userId, attempt: 1 }]);
    await eraseOnboarding(ada.userId, at(1).toISOString(), store, stop);
    expect(await findOnboarding(ada.userId, store)).toBeUndefined();
    expect(await findWorkspace(ada.userId, store)).toEqual([]);
  });

  test('leaves what began later', async () => {
    const ada = await newcomer();
    await validate(ada, at(10), store);
    await eraseOnboarding(ada.userId, at(1).toISOString(), store, stop);
    expect(await findOnboarding(ada.userId, store)).toBeDefined();
  });

  test('meets a step that creates the workspace at the same moment, and leaves none behind', async () => {
    for (let round = 0; round < 10; round++) {
      const ada = await newcomer();
      await validate(ada, NOW, store);
      await Promise.allSettled([
        createWorkspace(ada, NOW, testStore()),
        eraseOnboarding(ada.userId, at(1).toISOString(), store, stop),
      ]);
      expect(await findWorkspace(ada.userId, store)).toEqual([]);
      expect(await findOnboarding(ada.userId, store)).toBeUndefined();
    }
  });
});

test('a confirmed subject is woken with its attempt', async () => {
  const { second } = await again();
  await validate(second, NOW, store);
  const code = await issueCode(second, at(60), store);
  const woken: Subject[] = [];
  await awaitConfirmation(second, 'WaitForConfirmation', 'token', NOW, store, wake);
  await confirm(code, NOW, store, async (_, subject) => void woken.push(subject), wake);
  expect(woken).toMatchObject([{ userId: second.userId, attempt: 2 }]);
});
