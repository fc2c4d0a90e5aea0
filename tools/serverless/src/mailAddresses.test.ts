import { describe, expect, test } from '@jest/globals';
import { environmentsOf, refuseReservedAddresses } from './mailAddresses.cjs';

describe('an address of the mails', () => {
  test.each([
    'no-reply@example.com',
    'no-reply@mail.example.org',
    'no-reply@EXAMPLE.NET',
    'no-reply@orderflow.test',
    'no-reply@orderflow.example',
    'no-reply@mail.invalid',
    'root@localhost',
  ])('%s is refused in one line that says what to set', (address) => {
    const refuse = () => refuseReservedAddresses('prod', [undefined, { MAIL_SENDER: address }]);
    expect(refuse).toThrow(`stage prod has ${address} as mailSender`);
    expect(refuse).toThrow(/^[^\n]+--param mailSender=ADDRESS$/);
  });

  test.each(['no-reply@orderflow.dev', 'no-reply@examples.com', 'no-reply@testing.dev'])(
    '%s is taken',
    (address) => {
      refuseReservedAddresses('prod', [{ MAIL_SENDER: address, REPORT_RECIPIENT: address }]);
    },
  );

  test('of the report is looked at, too', () => {
    expect(() => refuseReservedAddresses('prod', [{ REPORT_RECIPIENT: 'reports@example.com' }])).toThrow(
      'as reportRecipient',
    );
  });

  test('may be any on stage local', () => {
    refuseReservedAddresses('local', [{ MAIL_SENDER: 'no-reply@example.com' }]);
  });

  test('is found in the functions of a template', () => {
    const Environment = { Variables: { MAIL_SENDER: 'no-reply@example.com' } };
    const template = { Resources: { Queue: {}, Function: { Properties: { Environment } } } };
    expect(environmentsOf(template)).toContain(Environment.Variables);
  });
});
