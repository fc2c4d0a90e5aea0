import { describe, expect, test } from '@jest/globals';
import { MailNotSentError, MailRefusedError } from '@orderflow/mail';
import { answerMail } from './answerMail.ts';
import { NotOnboardingError, UnknownUserError } from './errors.ts';

const subject = { userId: 'ann', correlationId: 'c-1' };

/** Answers a request whose mail has this result. Returns what the state was told. */
async function answer(error?: Error) {
  const told: unknown[] = [];
  const outcome = await answerMail(
    { mail: 'SendWelcome', subject, taskToken: 'token' },
    new Date(),
    async () => {
      if (error) throw error;
    },
    async (token, who) => void told.push(['goes on', token, who]),
    async (token, { name }) => void told.push(['fails', token, name]),
  );
  return { outcome, told };
}

describe('a state that waits for its mail', () => {
  test('goes on when it was sent', async () => {
    expect(await answer()).toEqual({ outcome: 'sent', told: [['goes on', 'token', subject]] });
  });

  test.each([new MailRefusedError('no'), new NotOnboardingError('no'), new UnknownUserError('no')])(
    'fails with what no repeat would change: %s',
    async (error) => {
      expect(await answer(error)).toEqual({ outcome: 'refused', told: [['fails', 'token', error.name]] });
    },
  );

  test('waits for the next attempt otherwise', async () => {
    await expect(answer(new MailNotSentError('later'))).rejects.toThrow('later');
    await expect(answer(new TypeError('a bug'))).rejects.toThrow('a bug');
  });
});
