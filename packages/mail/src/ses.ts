import { SESv2Client, SESv2ServiceException, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { env, OnceHandler, provesUnsent } from '@orderflow/lambda';
import { traced } from '@orderflow/tracing';
import { type Mail, MailHeldUpError, MailNotSentError, MailRefusedError } from './mail.ts';

/**
 * One attempt: a mail that is repeated blindly may arrive twice. The caller repeats it, under a lease. The client waits
 * long for the answer, up to half of the function's timeout: if the answer comes later, the mail is sent again.
 */
const ses = traced(
  new SESv2Client({
    maxAttempts: 1,
    requestHandler: new OnceHandler({
      connectionTimeout: 2_000,
      requestTimeout: 15_000,
      throwOnRequestTimeout: true,
    }),
  }),
);

const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });

/**
 * Sends by SES, from the address in MAIL_SENDER. Its errors can quote addresses, so only their names are passed on.
 *
 * @throws MailRefusedError, MailHeldUpError, MailNotSentError; any other error leaves open whether it was sent.
 */
export async function sendBySes(mail: Mail, client: Pick<SESv2Client, 'send'> = ses): Promise<void> {
  try {
    await client.send(
      new SendEmailCommand({
        FromEmailAddress: `Orderflow <${env('MAIL_SENDER')}>`,
        Destination: { ToAddresses: [mail.to] },
        Content: {
          Simple: { Subject: utf8(mail.subject), Body: { Text: utf8(mail.text), Html: utf8(mail.html) } },
        },
      }),
    );
  } catch (error) {
    throw readable(error);
  }
}

/** SES asks to wait: its rate or the quota of the last 24 hours is used up. */
const LATER = /^(TooManyRequests|LimitExceeded|Throttl)/;

const OF_MESSAGE = new Set(['MessageRejected', 'BadRequestException']);

/** Words of a refusal that is about the sender or the account, not the recipient. */
const OPERATORS = /not verified|paus|suspend|disabled|sandbox|configuration set|from address|sender/i;

/**
 * Tells whose fault it is. A mail that SES refuses for its recipient or content is never sent. Any other refusal is the
 * account's fault: the sender or, in the sandbox, the recipient is not verified; the account is paused; a permission is
 * missing.
 *
 * @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html#API_SendEmail_Errors
 * @see https://docs.aws.amazon.com/ses/latest/dg/troubleshoot-error-messages.html
 */
function readable(error: unknown): unknown {
  if (provesUnsent(error)) return new MailNotSentError('SES cannot be reached');
  if (!(error instanceof SESv2ServiceException) || error.$fault !== 'client') return error;
  const { name, message } = error;
  if (LATER.test(name)) return new MailNotSentError(`SES answered ${name}: ${quota(message)}`);
  if (OF_MESSAGE.has(name) && !OPERATORS.test(message)) return new MailRefusedError(`SES answered ${name}`);
  return new MailHeldUpError(`SES answered ${name}${unverified(message)}`);
}

const quota = (message: string): string =>
  /quota/i.test(message) ? 'the daily quota is used up' : 'the sending rate is used up';

/** SES names the identities that are not verified; they are not repeated here. */
function unverified(message: string): string {
  if (!/not verified/i.test(message)) return '';
  const whose = message.includes(env('MAIL_SENDER'))
    ? 'the sender'
    : "a recipient's address, in the sandbox,";
  return `: ${whose} is not verified`;
}
