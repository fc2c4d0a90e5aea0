import { randomUUID } from 'node:crypto';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { attemptOf, signUpId } from '@orderflow/domain';
import { onceOutside } from '@orderflow/idempotency';
import { env } from '@orderflow/lambda';
import { provesNotSent, type SendMail, sendBySes } from '@orderflow/mail';
import { store as defaultStore, type Store } from '../lib/store.ts';
import { reminderMail, welcomeMail } from '../mails/mails.ts';
import { advance, once } from './advance.ts';
import { issueCode } from './codes.ts';
import { NotOnboardingError } from './errors.ts';
import { type Attempt, findAttempt } from './onboarding.ts';
import { getUser, isPending } from './users.ts';

/** Longer than the function's timeout, after which an attempt is dead. */
const LEASE_MS = 35_000;

const MAILS = {
  SendWelcome: {
    lease: 'welcome-mail',
    write: welcomeMail,
    seconds: () => Number(env('CONFIRMATION_SECONDS')) + Number(env('REMINDER_SECONDS')),
  },
  SendReminder: {
    lease: 'reminder-mail',
    write: reminderMail,
    seconds: () => Number(env('REMINDER_SECONDS')),
  },
};

/**
 * Sends a user one of the two mails, with a code of its own, and puts it on record. A user who has confirmed meanwhile
 * gets no mail.
 *
 * A mail goes out twice when an attempt dies, or loses the answer, between sending it and completing its lease.
 *
 * @throws MailRefusedError, NotOnboardingError, UnknownUserError: it is never sent; LeaseHeldError while another
 * attempt may be working.
 */
export async function sendMail(
  who: Attempt,
  step: keyof typeof MAILS,
  now: Date,
  store: Store = defaultStore,
  send: SendMail = sendBySes,
): Promise<void> {
  const { client, onboarding, seen } = store;
  const [user, item] = await Promise.all([getUser(who.userId, store), findAttempt(who, store)]);
  if (item?.steps[step]) return;
  if (item?.status !== 'ONBOARDING') throw new NotOnboardingError('there is nobody to write to');
  // The address may belong to somebody else by now.
  if (!isPending(user, who)) throw new NotOnboardingError('the account has ended');
  const { lease, write, seconds } = MAILS[step];
  if (!item.confirmedAt) {
    await onceOutside(
      {
        client,
        table: seen,
        key: `${lease}#${signUpId(who.userId, attemptOf(who))}`,
        owner: randomUUID(),
        leaseMs: LEASE_MS,
        now: () => now,
        didNotHappen: provesNotSent,
      },
      async () => {
        const expiry = new Date(now.getTime() + seconds() * 1000);
        const code = await issueCode(who, expiry, store);
        await send(write(user, { code, url: env('CONFIRMATION_URL'), seconds: seconds() }));
      },
    );
  }
  const outcome = item.confirmedAt ? 'SKIPPED' : 'DONE';
  const update = advance(who, { step, outcome }, now, onboarding);
  await once(who, step, () => client.send(new UpdateCommand(update)), store);
}
