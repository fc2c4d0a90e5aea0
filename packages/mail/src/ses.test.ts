import {
  AccountSuspendedException,
  BadRequestException,
  LimitExceededException,
  MailFromDomainNotVerifiedException,
  MessageRejected,
  NotFoundException,
  type SESv2Client,
  SESv2ServiceException,
  type SendEmailCommandInput,
  SendingPausedException,
  TooManyRequestsException,
} from '@aws-sdk/client-sesv2';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { provesNotSent } from './mail.ts';
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

const failure = (message = 'Address ada@example.com is wrong') => ({ message, $metadata: {} });
const unverified = (...identities: string[]) =>
  failure(
    `Email address is not verified. The following identities failed the check in region EU-CENTRAL-1: ${identities.join(', ')}`,
  );
const refused = new SESv2ServiceException({ ...failure(), name: 'AccessDeniedException', $fault: 'client' });

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
    ['a message with a virus', new MessageRejected(failure('Invalid content')), 'MailRefusedError', ''],
    [
      'an address that is none',
      new BadRequestException(failure("Missing final '@domain'")),
      'MailRefusedError',
      '',
    ],
    [
      'its rate',
      new TooManyRequestsException(failure('Maximum sending rate exceeded')),
      'MailNotSentError',
      'rate',
    ],
    [
      'its quota',
      new LimitExceededException(failure('Daily message quota exceeded')),
      'MailNotSentError',
      'quota',
    ],
    ['no server', Object.assign(new Error('connect'), { syscall: 'connect' }), 'MailNotSentError', ''],
    [
      'a sender that nobody has verified',
      new MessageRejected(unverified('Orderflow <no-reply@example.com>')),
      'MailHeldUpError',
      'the sender is not verified',
    ],
    [
      'a recipient that the sandbox does not know',
      new MessageRejected(unverified('ada@example.com')),
      'MailHeldUpError',
      'in the sandbox, is not verified',
    ],
    [
      'a domain that is not verified',
      new MailFromDomainNotVerifiedException(failure()),
      'MailHeldUpError',
      '',
    ],
    ['a paused account', new SendingPausedException(failure()), 'MailHeldUpError', ''],
    ['a suspended account', new AccountSuspendedException(failure()), 'MailHeldUpError', ''],
    ['a configuration that is gone', new NotFoundException(failure()), 'MailHeldUpError', ''],
    ['a permission that is gone', refused, 'MailHeldUpError', 'AccessDeniedException'],
    ['silence', Object.assign(new Error('timed out'), { name: 'TimeoutError' }), 'TimeoutError', ''],
  ])(
    'says of %s whose fault it is and whether the mail may have gone out, and not to whom',
    async (_, error, name, says) => {
      const thrown = await sendBySes(mail, ses(error).client).catch((caught: Error) => caught);
      expect(thrown).toMatchObject({ name });
      expect(String((thrown as Error).message)).toContain(says);
      expect(String((thrown as Error).message)).not.toContain('@');
      expect((thrown as Error).cause).toBeUndefined();
      expect(provesNotSent(thrown)).toBe(name !== 'TimeoutError');
    },
  );
});
