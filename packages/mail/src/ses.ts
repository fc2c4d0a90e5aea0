import {
  BadRequestException,
  MessageRejected,
  SESv2Client,
  SESv2ServiceException,
  SendEmailCommand,
} from '@aws-sdk/client-sesv2';
import { env, OnceHandler, provesUnsent } from '@orderflow/lambda';
import { type Mail, MailNotSentError, MailRefusedError } from './mail.ts';

/** One attempt: a mail that is repeated blindly may arrive twice. Its caller repeats it, under a lease. */
const ses = new SESv2Client({
  maxAttempts: 1,
  requestHandler: new OnceHandler({
    connectionTimeout: 2_000,
    requestTimeout: 5_000,
    throwOnRequestTimeout: true,
  }),
});

const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });

/**
 * Sends by SES, from the address in MAIL_SENDER. Its errors can quote addresses, so only their names are passed on.
 *
 * @throws MailRefusedError, MailNotSentError; any other error leaves open whether it was sent.
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

function readable(error: unknown): unknown {
  if (error instanceof MessageRejected || error instanceof BadRequestException) {
    return new MailRefusedError(`SES answered ${error.name}`);
  }
  if (error instanceof SESv2ServiceException && error.$fault === 'client') {
    return new MailNotSentError(`SES answered ${error.name}`);
  }
  if (provesUnsent(error)) {
    return new MailNotSentError('SES cannot be reached');
  }
  return error;
}
