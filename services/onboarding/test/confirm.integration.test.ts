import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { Subject } from '../src/lib/workflow.ts';
import { activate } from '../src/models/activate.ts';
import { awaitConfirmation } from '../src/models/awaitConfirmation.ts';
import { issueCode } from '../src/models/codes.ts';
import { confirm } from '../src/models/confirm.ts';
import { createWorkspace } from '../src/models/createWorkspace.ts';
import { compensate, expire } from '../src/models/endOnboarding.ts';
import { findOnboarding } from '../src/models/onboarding.ts';
import { validate } from '../src/models/validate.ts';
import { findWorkspace } from '../src/models/workspace.ts';
import { at, NOW, newcomer, stateOf, store, testStore, userOf } from './testOnboarding.ts';

const context = { correlationId: 'c-test', now: NOW };
const unknown = { refusal: 'not-found' };

/** Somebody who waits to confirm, with a code, and what the waiting state is told. */
async function waiter(token: string | undefined = randomUUID()) {
  const { userId } = await newcomer();
  await validate({ userId }, NOW, store);
  await createWorkspace({ userId }, NOW, store);
  const code = await issueCode({ userId }, at(60), store);
  const woken: string[] = [];
  const wake = async (taskToken: string, subject: Subject) =>
    void woken.push(`${taskToken} ${subject.userId}`);
  const wait = (step: 'WaitForConfirmation' | 'WaitAfterReminder', taskToken: string) =>
    awaitConfirmation({ userId }, step, taskToken, NOW, store, wake);
  if (token) await wait('WaitForConfirmation', token);
  const use = (now = NOW, woke = wake) => confirm(code, now, store, woke, async () => undefined);
  return { userId, code, token, woken, wait, use };
}

describe('a confirmation code', () => {
  test('confirms once: the state that waits goes on, and the code is unknown from then on', async () => {
    const { userId, token, woken, use } = await waiter();
    expect(await use()).toEqual({ userId, status: 'ONBOARDING' });
    expect(woken).toEqual([`${token} ${userId}`]);
    await expect(use()).rejects.toMatchObject(unknown);
    await activate({ userId }, context, store);
    await expect(use()).rejects.toMatchObject(unknown);
    expect(await stateOf(userId)).toMatchObject({ status: 'ACTIVE' });
  });

  test('is answered 200 to one of twenty who use it at once', async () => {
    const { use } = await waiter();
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => use()));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('is unknown when it is guessed, and when its time is over', async () => {
    const { userId, use } = await waiter();
    for (const guess of ['', 'x', randomUUID(), 'a'.repeat(256)]) {
      await expect(confirm(guess, NOW, store)).rejects.toMatchObject(unknown);
    }
    await expect(use(at(60))).rejects.toMatchObject(unknown);
    expect((await stateOf(userId)).confirmedAt).toBeUndefined();
  });

  test('cannot be read from what is kept', async () => {
    const { userId, code } = await waiter();
    expect(Buffer.from(code, 'base64url').length * 8).toBeGreaterThanOrEqual(128);
    expect(JSON.stringify(await stateOf(userId))).not.toContain(code);
  });

  test('stays good while Step Functions cannot be reached, and completes when it is used again', async () => {
    const { userId, token, woken, use } = await waiter();
    const down = async () => {
      throw new Error('throttled');
    };
    await expect(use(NOW, down)).rejects.toThrow('throttled');
    expect(await use()).toMatchObject({ userId });
    expect(woken).toEqual([`${token} ${userId}`]);
  });

  test('is answered 200 when the SDK repeats a call whose answer was lost', async () => {
    const { userId, code } = await waiter();
    const { client } = testStore();
    // Below the SDK's own retries: the first answer to every write is lost.
    const lost = new Set<string>();
    client.middlewareStack.add(
      (next) => async (args) => {
        const answer = await next(args);
        const { UpdateExpression } = args.input as { UpdateExpression?: string };
        if (!UpdateExpression || lost.has(UpdateExpression)) return answer;
        lost.add(UpdateExpression);
        throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
      },
      { step: 'deserialize', priority: 'low' },
    );
    const wake = async () => undefined;
    expect(await confirm(code, NOW, testStore(client), wake, wake)).toMatchObject({ userId });
    expect(lost.size).toBe(2);
  });

  test('of one mail is used when that of the other mail was', async () => {
    const { userId, use } = await waiter();
    const other = await issueCode({ userId }, at(60), store);
    await use();
    await expect(confirm(other, NOW, store)).rejects.toMatchObject(unknown);
  });
});

describe('a confirmation that meets no waiting state', () => {
  test('because it is faster: the state goes on as soon as it waits', async () => {
    const { userId, woken, wait, use } = await waiter('');
    expect(await use()).toMatchObject({ userId });
    expect(woken).toEqual([]);
    await wait('WaitForConfirmation', 'late');
    expect(woken).toEqual([`late ${userId}`]);
  });

  test('because the wait has just timed out: the next one goes on', async () => {
    const { userId, woken, wait, use } = await waiter('over');
    await use();
    await wait('WaitAfterReminder', 'next');
    expect(woken).toEqual([`over ${userId}`, `next ${userId}`]);
  });
});

describe('a confirmation and the end of its time', () => {
  test('have one outcome, whoever comes first', async () => {
    const early = await waiter();
    await early.use();
    expect(await expire({ userId: early.userId }, context, store)).toBe('CONFIRMED');
    expect((await userOf(early.userId)).status).toBe('ONBOARDING');

    const late = await waiter();
    expect(await expire({ userId: late.userId }, context, store)).toBe('EXPIRED');
    await expect(late.use()).rejects.toMatchObject(unknown);
    expect((await userOf(late.userId)).status).toBe('EXPIRED');
    expect(await findWorkspace(late.userId, store)).toEqual([]);
  });

  test('have one outcome when they come together', async () => {
    const seen = new Set<string>();
    for (let round = 0; round < 20; round++) {
      const { userId, use } = await waiter();
      const [answer, outcome] = await Promise.allSettled([use(), expire({ userId }, context, testStore())]);
      expect(outcome.status).toBe('fulfilled');
      const expired = outcome.status === 'fulfilled' && outcome.value === 'EXPIRED';
      expect(answer.status).toBe(expired ? 'rejected' : 'fulfilled');
      expect((await stateOf(userId)).status).toBe(expired ? 'EXPIRED' : 'ONBOARDING');
      seen.add(String(expired));
    }
    expect(seen.size).toBeGreaterThan(0);
  });
});

describe('undoing', () => {
  test('leaves an onboarding that has ended as it ended', async () => {
    const { userId, use } = await waiter();
    await use();
    await activate({ userId }, context, store);
    await compensate({ userId }, 'States.Timeout', context, store);
    expect((await userOf(userId)).status).toBe('ACTIVE');
    expect(await findWorkspace(userId, store)).toHaveLength(4);
    await expect(expire({ userId }, context, store)).rejects.toMatchObject({ name: 'NotOnboardingError' });
  });

  test('shuts out an attempt that was too slow to create the workspace', async () => {
    const { userId } = await newcomer();
    await validate({ userId }, NOW, store);
    await compensate({ userId }, 'States.Timeout', context, store);
    await expect(createWorkspace({ userId }, NOW, store)).rejects.toMatchObject({
      name: 'NotOnboardingError',
    });
    expect(await findWorkspace(userId, store)).toEqual([]);
  });

  test('meets one that creates the workspace at the same time, and leaves none behind', async () => {
    for (let round = 0; round < 10; round++) {
      const { userId } = await newcomer();
      await validate({ userId }, NOW, store);
      const [, undone] = await Promise.allSettled([
        createWorkspace({ userId }, NOW, testStore()),
        compensate({ userId }, 'States.Timeout', context, store),
      ]);
      if (undone.status === 'rejected') await compensate({ userId }, 'States.Timeout', context, store);
      expect((await userOf(userId)).status).toBe('FAILED');
      expect(await findWorkspace(userId, store)).toEqual([]);
    }
  });

  test('of nobody does nothing', async () => {
    const nobody = randomUUID();
    await compensate({ userId: nobody }, 'States.Timeout', context, store);
    expect(await findOnboarding(nobody, store)).toBeUndefined();
  });
});
