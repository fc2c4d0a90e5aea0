import {
  MessageRejected,
  type SESv2Client,
  type SendEmailCommandInput,
  TooManyRequestsException,
} from '@aws-sdk/client-sesv2';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { sendBySes } from './ses.ts';

const mail = { to: 'ada@example.com', subject: 'Grüße', text: 'text', html: '<p>html</p>' };

beforeEach(() => {
  process.env['MAIL_SENDER'] = 'no-reply@example.com';
});

function ses(error?: Error) {
  const sent: SendEmailCommandInput[] = [];
  const send = async ({ input }: { input: SendEmailCommandInput }) => {
    sent.push(input);
    if (error) throw error;
  };
  return { client: { send } as unknown as Pick<SESv2Client, 'send'>, sent };
}

const failure = { message: 'Address ada@example.com is not verified', $metadata: {} };

describe('sending by SES', () => {
  test('hands over both forms', async () => {
    const { client, sent } = ses();
    await sendBySes(mail, client);
    expect(sent).toMatchObject([
      {
        FromEmailAddress: 'Orderflow <no-reply@example.com>',
        Destination: { ToAddresses: ['ada@example.com'] },
        Content: {
          Simple: {
            Subject: { Data: 'Grüße' },
            Body: { Text: { Data: 'text' }, Html: { Data: '<p>html</p>' } },
          },
        },
      },
    ]);
  });

  test.each([
    ['a refused message', new MessageRejected(failure), 'MailRefusedError'],
    ['throttling', new TooManyRequestsException(failure), 'MailNotSentError'],
    ['no server', Object.assign(new Error('connect'), { syscall: 'connect' }), 'MailNotSentError'],
    ['silence', Object.assign(new Error('timed out'), { name: 'TimeoutError' }), 'TimeoutError'],
  ])('says of %s whether the mail may have gone out, and not to whom', async (_, error, name) => {
    const thrown = await sendBySes(mail, ses(error).client).catch((caught: Error) => caught);
    expect(thrown).toMatchObject({ name });
    expect(String((thrown as Error).message)).not.toContain('@');
    expect((thrown as Error).cause).toBeUndefined();
  });
});
