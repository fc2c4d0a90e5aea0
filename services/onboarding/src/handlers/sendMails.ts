import { env, type Failure, giveBack, type Message, measure, sqs } from '@orderflow/lambda';
import { concernsAll, MailHeldUpError, type Pace, pace } from '@orderflow/mail';
import { isMailRequested, type MailRequested, parse } from '@orderflow/validation';
import { answerMail } from '../models/answerMail.ts';

type Answer = (request: MailRequested, now: Date) => Promise<'sent' | 'refused'>;

/**
 * Begins the mails of a batch at the pace, however long each takes. When SES cannot be reached or asks to wait, the
 * other mails would fail, too, so those that are not begun wait.
 */
export const sendMails = (
  answer: Answer = (request, now) => answerMail(request, now),
  next: Pace = pace(() => Number(env('MAILS_PER_SECOND'))),
  retryLater = giveBack,
) =>
  sqs<MailRequested>(
    {
      read: (body) => parse(isMailRequested, JSON.parse(body)),
      correlationId: ({ subject }) => subject.correlationId,
      trace: ({ subject }) => subject,
      patience: 'MailSeconds',
      handle: async (messages) => {
        const failures: Failure<MailRequested>[] = [];
        let stopped: unknown;
        const begin = async (message: Message<MailRequested>) => {
          const error = await message.span.within(() => attempt(message, answer));
          if (error === undefined) return;
          failures.push({ message, error });
          if (concernsAll(error)) stopped ??= error;
        };
        const begun: Promise<void>[] = [];
        for (const message of messages) {
          if (stopped === undefined) await next();
          if (stopped === undefined) begun.push(begin(message));
          else failures.push({ message, error: stopped });
        }
        await Promise.all(begun);
        const heldUp = failures.filter(({ error }) => error instanceof MailHeldUpError).length;
        if (heldUp > 0) measure('Count', { MailsHeldUp: heldUp });
        return failures;
      },
    },
    retryLater,
  );

/** @returns the error of a failed attempt */
async function attempt({ value, log }: Message<MailRequested>, answer: Answer): Promise<unknown> {
  try {
    const outcome = await answer(value, new Date());
    log.info('mail', { userId: value.subject.userId, mail: value.mail, outcome });
    return undefined;
  } catch (error) {
    return error ?? new Error('failed without an error');
  }
}

export const handler = sendMails();
