import type { MailRequested } from '@orderflow/validation';
import { type Fail, fail as failTask, type Wake, wake as wakeUp } from '../lib/workflow.ts';
import { isFinal } from './errors.ts';
import { sendMail } from './sendMail.ts';

/**
 * Sends the mail that a state of the workflow waits for, and continues the state: the time to confirm begins now. If
 * the mail can never be sent, the state fails. Any other error leaves the state waiting for the next attempt.
 */
export async function answerMail(
  { mail, subject, taskToken }: MailRequested,
  now: Date,
  send: typeof sendMail = sendMail,
  wake: Wake = wakeUp,
  fail: Fail = failTask,
): Promise<'sent' | 'refused'> {
  try {
    await send(subject, mail, now);
  } catch (error) {
    if (!isFinal(error)) throw error;
    await fail(taskToken, error);
    return 'refused';
  }
  await wake(taskToken, subject);
  return 'sent';
}
